import { z } from "zod";
import { dayField, textField } from "../http/form-fields.server";
import { maxMandateDays } from "./mandates";

const daysBetween = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 86_400_000;

/** The form that gives a mandate. */
export const mandateSchema = z
  .object({
    organisation: z.uuid(),
    person: z.uuid("field.required"),
    alternates: z.array(z.uuid()).max(5, "field.tooMany").default([]),
    from: dayField,
    until: dayField,
    key: z.uuid(),
  })
  .refine(({ from, until }) => daysBetween(from, until) >= 0, { path: ["until"], error: "field.order" })
  .refine(({ from, until }) => daysBetween(from, until) <= maxMandateDays, {
    path: ["until"],
    error: "field.tooLongMandate",
  })
  .refine(({ person, alternates }) => !alternates.includes(person), {
    path: ["alternates"],
    error: "field.sameAlternate",
  });
export type NewMandate = z.infer<typeof mandateSchema>;

export const revocationSchema = z.object({ reason: textField({ min: 3, max: 1000 }) });
