import { z } from "zod";
import { dayField, lineField, textField } from "../http/form-fields.server";
import { commitmentStates, formats, maxLengths, presences, qualities, states } from "./dialogues";

const optionalDay = z.preprocess((value) => (value === "" ? undefined : value), dayField.optional());
const optionalId = z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional());

export const newDialogueSchema = z.object({
  /** The id of the new row: sending the form twice creates one. */
  key: z.uuid(),
  title: lineField({ min: 1, max: maxLengths.title }),
  subject: textField({ max: maxLengths.subject }).optional(),
  edition: z.coerce.number().int().min(1).max(999).optional(),
  format: z.enum(formats),
  place: lineField({ max: maxLengths.place }).optional(),
  startsOn: dayField,
  endsOn: optionalDay,
  previous: optionalId,
});
export type NewDialogue = z.infer<typeof newDialogueSchema>;

/** What is done on the page of a dialogue. */
export const dialogueActSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("state"), state: z.enum(states) }),
  z.object({ what: z.literal("date"), startsOn: dayField, endsOn: optionalDay }),
  z.object({
    what: z.literal("agenda"),
    key: z.uuid(),
    title: lineField({ min: 1, max: maxLengths.title }),
    organisation: optionalId,
    minutes: z.coerce.number().int().min(1).max(1_440).optional(),
  }),
  z.object({
    what: z.literal("attendance"),
    organisation: z.uuid(),
    quality: z.enum(qualities),
    presence: z.enum(presences),
    delegation: z.coerce.number().int().min(0).max(999).optional(),
  }),
  z.object({
    what: z.literal("commitment"),
    key: z.uuid(),
    text: textField({ min: 1, max: maxLengths.text }),
    authority: z.uuid({ error: "field.required" }),
    due: lineField({ max: maxLengths.due }).optional(),
    undated: z.enum(["on"]).optional(),
    number: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  }),
  z.object({
    what: z.literal("commitment-state"),
    commitment: z.uuid(),
    state: z.enum(commitmentStates),
    due: lineField({ max: maxLengths.due }).optional(),
  }),
  z.object({
    what: z.literal("dispute"),
    commitment: z.uuid(),
    words: textField({ max: maxLengths.text }).default(""),
  }),
  z.object({ what: z.literal("minutes"), text: textField({ max: maxLengths.minutes }).default("") }),
  z.object({ what: z.literal("send-minutes"), until: dayField }),
  z.object({ what: z.literal("validate"), how: z.enum(["agreed", "silence"]) }),
  z.object({ what: z.literal("erratum"), text: textField({ min: 1, max: maxLengths.text }) }),
  z.object({ what: z.literal("publish") }),
  z.object({ what: z.literal("unpublish") }),
]);
export type DialogueAct = z.infer<typeof dialogueActSchema>;
