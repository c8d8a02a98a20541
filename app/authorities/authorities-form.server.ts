import { z } from "zod";
import { dayField, lineField, textField } from "../http/form-fields.server";
import { correspondenceKinds, maxLengths } from "./correspondence";

/** An empty date field is no date. */
const optionalDay = z.preprocess((value) => (value === "" ? undefined : value), dayField.optional());

export const newAuthoritySchema = z.object({
  /** The id of the new record: sending the form twice creates one. */
  key: z.uuid(),
  name: lineField({ min: 1, max: maxLengths.name }),
  acronym: lineField({ max: 20 }).optional(),
  parent: z.uuid().optional(),
});
export type NewAuthority = z.infer<typeof newAuthoritySchema>;

/** What is done on the sheet of an authority; `key` is the id of the new row. */
export const authorityActSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("office"), key: z.uuid(), title: lineField({ min: 1, max: maxLengths.title }) }),
  z.object({
    what: z.literal("holder"),
    key: z.uuid(),
    office: z.uuid(),
    name: lineField({ min: 1, max: maxLengths.holder }),
    from: optionalDay,
  }),
  z.object({
    what: z.literal("letter"),
    key: z.uuid(),
    kind: z.enum(correspondenceKinds),
    office: z.uuid().optional(),
    subject: lineField({ min: 1, max: maxLengths.subject }),
    sentOn: dayField,
    receivedOn: optionalDay,
    proof: lineField({ max: maxLengths.proof }).optional(),
    note: textField({ max: maxLengths.note }).optional(),
    /** The number of a recommendation it is about. */
    number: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  }),
]);
export type AuthorityAct = z.infer<typeof authorityActSchema>;
