import { z } from "zod";
import { dayField, textField } from "../http/fields";

/** Where a mandate stands today. */
export const mandateStates = ["current", "future", "suspended", "ended", "revoked"] as const;
export type MandateState = (typeof mandateStates)[number];

export interface MandateRow {
  id: string;
  organisationId: string;
  organisation: string;
  person: string;
  alternates: string[];
  /** Both days count, in the network's zone; as YYYY-MM-DD. */
  from: string;
  until: string;
  state: MandateState;
}

export interface MandatePage extends MandateRow {
  givenAt: string;
  givenBy: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
  revokedBecause: string | null;
  mayRevoke: boolean;
}

/** A mandate that holds at this moment: what a signature is given under. */
export interface HeldMandate {
  id: string;
  organisationId: string;
  /** Whether the viewer is the holder, or stands in for them. */
  as: "holder" | "alternate";
  until: string;
}

/** The longest a mandate may run; a network renews them with its governing bodies. */
export const longestMandateDays = 366 * 5;

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
  .refine(({ from, until }) => daysBetween(from, until) <= longestMandateDays, {
    path: ["until"],
    error: "field.tooLongMandate",
  })
  .refine(({ person, alternates }) => !alternates.includes(person), {
    path: ["alternates"],
    error: "field.sameAlternate",
  });
export type NewMandate = z.infer<typeof mandateSchema>;

export const revocationSchema = z.object({ reason: textField({ min: 3, max: 1000 }) });
