import { z } from "zod";
import { choiceField, cleanLine, lineBreaks, lineField, plainAddress, textField } from "../http/fields";
import { type ProfileField, profileFields, readVisibility, type Visibility } from "../organisations/fields";
import type { Contact } from "./profile";

/** Everything of a profile that can be changed, as it is compared, kept in the history and proposed. */
export interface ProfileValues {
  name: string;
  acronym: string;
  formerNames: string[];
  type: string;
  /** Name of the body it belongs to; empty for none. */
  parent: string;
  mission: string;
  /** Slugs. */
  themes: string[];
  groups: string[];
  languages: string[];
  /** Codes. */
  regions: string[];
  nationwide: boolean;
  outsideNiger: boolean;
  places: string;
  /** Slugs. */
  departements: string[];
  seat: string;
  antennes: string[];
  founded: string;
  website: string;
  social: string[];
  contactEmail: string;
  contactPhone: string;
  contacts: Contact[];
  projects: string[];
  donors: string[];
  visibility: Visibility;
}

export type EditedField = keyof ProfileValues;

/** What changed: for each field, from what to what. */
export type Changes = Partial<Record<EditedField, { before: unknown; after: unknown }>>;

/** The field of the page, and of its visibility, to which a value belongs; none for what everybody sees. */
export function pageFieldOf(field: EditedField): ProfileField | null {
  if (field === "name" || field === "type" || field === "visibility") return null;
  return field === "regions" || field === "nationwide" || field === "outsideNiger" || field === "places"
    ? "region"
    : field;
}

const sameValue = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The fields in which two profiles differ. */
export function changesBetween(before: ProfileValues, after: ProfileValues): Changes {
  const fields = (Object.keys(before) as EditedField[]).filter(
    (field) => !sameValue(before[field], after[field]),
  );
  return Object.fromEntries(
    fields.map((field) => [field, { before: before[field], after: after[field] }]),
  ) as Changes;
}

/** A profile with some changes made, or taken back. */
export function withChanges(
  values: ProfileValues,
  changes: Changes,
  which: "before" | "after",
): ProfileValues {
  const set = Object.entries(changes).map(([field, change]) => [field, change[which]]);
  return { ...values, ...Object.fromEntries(set) };
}

/** What somebody wrote on an older profile, put together with what others changed in the meantime. */
export interface Merged {
  values: ProfileValues;
  /** What the others changed since. */
  theirs: Changes;
  /** Fields that both changed, each in their own way: the writer's words stand, the others' are shown beside. */
  both: EditedField[];
}

/**
 * Puts two people's changes of one profile together, so that neither's are lost: a field that only one of them
 * changed takes that change; where both did, the writer's words stay in the form, to be looked at once more.
 */
export function mergeEdits(theirs: Changes, current: ProfileValues, mine: ProfileValues): Merged {
  const base = withChanges(current, theirs, "before");
  const written = changesBetween(base, mine);
  const both = (Object.keys(written) as EditedField[]).filter(
    (field) => field in theirs && !sameValue(current[field], mine[field]),
  );
  return { values: withChanges(current, written, "after"), theirs, both };
}

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

/** An address of the web; people leave out its beginning. */
export function webAddress(value: string): string | null {
  const whole = /^[a-z][a-z+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  return ["http:", "https:"].includes(url.protocol) && url.hostname.includes(".") ? whole : null;
}

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

/** The person's own spelling is kept, but for a domain that the protocol has other letters for. */
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
  .object(Object.fromEntries(profileFields.map((field) => [field, z.string().max(20).optional()])))
  .optional()
  .transform((said) => readVisibility(said));

/** The form of a profile. */
export const profileSchema = z.object({
  ...{ name: lineField({ min: 2, max: 200 }), acronym: line(40), formerNames: lines(10, 200) },
  ...{ type: z.string().min(1, "field.required").max(80), parent: line(200), mission: text(3_000) },
  ...{ themes: chosen, groups: chosen, languages: chosen, regions: chosen, departements: chosen },
  ...{ nationwide: ticked, outsideNiger: ticked, places: line(300), seat: line(300) },
  ...{ antennes: lines(60, 200), founded, website, social, contactEmail: email, contactPhone: line(120) },
  contacts: z
    .array(contact)
    .max(30)
    .optional()
    .transform((all) => (all ?? []).filter(({ name }) => name)),
  ...{ projects: lines(60, 400), donors: lines(60, 200), visibility },
});

/** What goes with the form: the version it was opened under, and for a proposal why. */
export const editSchema = profileSchema.extend({
  version: z.coerce.number().int().min(1).max(1_000_000_000),
  note: text(1_000),
  key: z.uuid(),
});
export type Edit = z.infer<typeof editSchema>;

/** What is decided of a proposed correction. */
export const proposalDecisionSchema = z.object({
  proposal: z.uuid(),
  accept: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
  reason: text(500),
});
