import { z } from "zod";
import { isDay } from "../http/fields";
import { dayField, lineField, textField } from "../http/form-fields.server";
import { grades, maxAddressees, maxLengths, positions, statuses } from "./recommendations";

const optionalDay = z.preprocess((value) => (value === "" ? undefined : value), dayField.optional());
const line = (max: number = maxLengths.short) => lineField({ max }).optional();
/** A web address of evidence or a source; others would be links that run scripts. */
const urlField = z
  .string()
  .max(maxLengths.url)
  .regex(/^https?:\/\/[^\s]+$/i, "field.url")
  .optional();
const version = z.coerce.number().int().min(1).max(2_000_000_000);

export const newRecommendationSchema = z.object({
  /** The id of the new row: sending the form twice creates one. */
  key: z.uuid(),
  text: textField({ min: 1, max: maxLengths.text }),
  translation: textField({ max: maxLengths.text }).optional(),
  kind: z.enum(["recommendation", "observation"]).default("recommendation"),
  source: lineField({ min: 1, max: maxLengths.source }),
  body: line(),
  symbol: line(),
  paragraph: line(),
  session: line(),
  cycle: z.coerce.number().int().min(1).max(20).optional(),
  issuedOn: optionalDay,
  url: urlField,
  states: line(maxLengths.source),
  groups: line(maxLengths.source),
  goals: line(maxLengths.source),
  places: line(maxLengths.source),
  themes: z.array(z.uuid()).max(50).default([]),
  authorities: z.array(z.uuid()).min(1, "field.required").max(maxAddressees),
  /** Whether an organisation of the viewer formulated it. */
  own: z.enum(["on"]).optional(),
  dialogue: z.uuid().optional(),
  /** The number of the recommendation that it reiterates. */
  reiterates: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
});
export type NewRecommendation = z.infer<typeof newRecommendationSchema>;

const addressee = z.uuid();
const evidence = {
  evidenceTitle: lineField({ min: 1, max: maxLengths.evidence }),
  evidenceOn: z.string({ error: "field.evidence" }).refine(isDay, "field.evidence"),
  evidenceUrl: urlField,
  evidenceOpen: z.enum(["on"]).optional(),
};

/** What is done to a recommendation and its addressees. */
export const followUpSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("state"),
    addressee,
    version,
    position: z.enum(positions),
    status: z.enum(statuses),
    reason: textField({ max: maxLengths.reason }).optional(),
  }),
  z.object({
    what: z.literal("step"),
    addressee,
    key: z.uuid(),
    action: lineField({ min: 1, max: maxLengths.action }),
    indicator: line(maxLengths.action),
    due: lineField({ max: maxLengths.due }).optional(),
  }),
  z.object({ what: z.literal("step-done"), step: z.uuid() }),
  z.object({
    what: z.literal("report"),
    addressee,
    key: z.uuid(),
    words: textField({ min: 1, max: maxLengths.reason }),
    reportedOn: dayField,
    url: urlField,
  }),
  z.object({
    what: z.literal("grade"),
    addressee,
    key: z.uuid(),
    version,
    grade: z.enum(grades),
    from: optionalDay,
    until: optionalDay,
    reason: textField({ min: 1, max: maxLengths.reason }),
    ...evidence,
  }),
  z.object({
    what: z.literal("dissent"),
    assessment: z.uuid(),
    words: textField({ min: 1, max: maxLengths.reason }),
  }),
  z.object({ what: z.literal("translate"), translation: textField({ max: maxLengths.text }).default("") }),
  z.object({ what: z.literal("addressee"), key: z.uuid(), authority: z.uuid() }),
  z.object({ what: z.literal("publish") }),
  z.object({ what: z.literal("unpublish") }),
]);
export type FollowUpAct = z.infer<typeof followUpSchema>;
