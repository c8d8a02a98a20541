import { z } from "zod";
import { cleanLine, lineBreaks, plainAddress } from "../../http/fields";
import { choiceField, lineField, textField } from "../../http/form-fields.server";
import { readVisibility } from "../field-visibility";
import { webAddress } from "./profile-form";

const lines = (most: number, longest: number) =>
  z.preprocess(
    (value) =>
      typeof value === "string"
        ? value.split(lineBreaks).flatMap((line) => cleanLine(line) || [])
        : (value ?? []),
    z.array(z.string().max(longest, "field.lineTooLong")).max(most, "field.tooManyLines"),
  );

const chosen = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(choiceField()).max(200),
);

const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());
const line = (max: number) =>
  lineField({ max })
    .optional()
    .transform((value) => value ?? "");
const text = (max: number) =>
  textField({ max })
    .optional()
    .transform((value) => value ?? "");

const website = line(300).transform((value, context) => {
  if (!value) return "";
  const address = webAddress(value);
  if (!address) context.addIssue({ code: "custom", message: "field.url" });
  return address ?? value;
});

const social = lines(10, 300).transform((values, context) =>
  values.map((value) => {
    const address = webAddress(value);
    if (!address) context.addIssue({ code: "custom", message: "field.url" });
    return address ?? value;
  }),
);

/** Keeps the spelling as typed, except for domains that need punycode. */
const email = line(254)
  .transform((value) => (/[^\u0021-\u007e]/.test(value) ? plainAddress(value) : value))
  .refine((value) => !value || z.email().safeParse(value).success, "field.email");

const contact = z
  .object({ name: line(120), function: line(160), email, phone: line(60) })
  .refine((one) => one.name || !(one.function || one.email || one.phone), {
    path: ["name"],
    message: "field.required",
  });

const founded = line(4).refine((value) => {
  return value === "" || (/^\d{4}$/.test(value) && Number(value) >= 1800 && Number(value) <= 2100);
}, "field.year");

const visibility = z
  .record(z.string().max(60), z.string().max(20))
  .optional()
  .transform((said) => readVisibility(said));

/** The profile form. */
export const profileSchema = z.object({
  name: lineField({ min: 2, max: 200 }),
  acronym: line(40),
  formerNames: lines(10, 200),
  type: z.string().min(1, "field.required").max(80),
  parent: line(200),
  mission: text(3_000),
  themes: chosen,
  groups: chosen,
  languages: chosen,
  regions: chosen,
  departements: chosen,
  nationwide: ticked,
  outsideNiger: ticked,
  places: line(300),
  seat: line(300),
  antennes: lines(60, 200),
  founded,
  website,
  social,
  contactEmail: email,
  contactPhone: line(120),
  contacts: z
    .array(contact)
    .max(30)
    .optional()
    .transform((all) => (all ?? []).filter(({ name }) => name)),
  projects: lines(60, 400),
  donors: lines(60, 200),
  visibility,
});

/** Sent with the form: the version it was opened with, and the reason of a proposal. */
export const editSchema = profileSchema.extend({
  version: z.coerce.number().int().min(1).max(1_000_000_000),
  note: text(1_000),
  key: z.uuid(),
  /** Values of the secretariat's fields, by id; `readWritten` reads them. */
  custom: z.record(z.uuid(), z.string().max(2_000)).optional(),
});
export type Edit = z.infer<typeof editSchema>;

/** Decision on a proposed correction. */
export const proposalDecisionSchema = z.object({
  proposal: z.uuid(),
  accept: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
  reason: text(500),
});
