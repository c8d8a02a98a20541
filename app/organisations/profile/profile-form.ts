import { type FieldKey, isFieldKey } from "../custom-fields/custom-fields";
import type { SeenField, Visibility } from "../field-visibility";
import type { Contact } from "./profile";

/** All editable values of a profile, as compared, stored in the history and proposed. */
export interface ProfileValues {
  name: string;
  acronym: string;
  formerNames: string[];
  type: string;
  /** Name of the parent organisation; empty for none. */
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
  /** Values of the fields that the secretariat added; absent when empty. */
  [custom: FieldKey]: string;
}

export type EditedField = keyof ProfileValues;

/** Changed fields, each with its value before and after. */
export type Changes = Partial<Record<EditedField, Change>>;

export interface Change {
  before: unknown;
  after: unknown;
}

/** The page field, with its visibility, that a value belongs to; null for values visible to all. */
export function pageFieldOf(field: EditedField): SeenField | null {
  if (isFieldKey(field)) return field;
  if (field === "name" || field === "type" || field === "visibility") return null;
  return field === "regions" || field === "nationwide" || field === "outsideNiger" || field === "places"
    ? "region"
    : field;
}

/** A value; an absent custom field is an empty one. */
const valueIn = (values: ProfileValues, field: EditedField): unknown =>
  values[field] ?? (isFieldKey(field) ? "" : undefined);

const sameValue = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Fields in which two profiles differ. */
export function changesBetween(before: ProfileValues, after: ProfileValues): Changes {
  const all = [
    ...new Set([...Object.keys(before), ...Object.keys(after).filter(isFieldKey)]),
  ] as EditedField[];
  const fields = all.filter((field) => !sameValue(valueIn(before, field), valueIn(after, field)));
  return Object.fromEntries(
    fields.map((field) => [field, { before: valueIn(before, field), after: valueIn(after, field) }]),
  ) as Changes;
}

/** A profile with changes applied or reverted. */
export function withChanges(
  values: ProfileValues,
  changes: Changes,
  which: "before" | "after",
): ProfileValues {
  const set = Object.entries(changes as Record<string, Change>).map(([field, change]) => [
    field,
    change[which],
  ]);
  return { ...values, ...Object.fromEntries(set) };
}

/** An edit of an older version, merged with later changes of others. */
export interface Merged {
  values: ProfileValues;
  /** Changes by others since. */
  theirs: Changes;
  /** Fields changed by both: the form keeps the writer's values, and shows the others' beside. */
  both: EditedField[];
}

/**
 * Three-way merge of two changes of a profile: a field changed by one takes that change; a field changed by both keeps
 * the writer's value in the form, for review.
 */
export function mergeEdits(theirs: Changes, current: ProfileValues, mine: ProfileValues): Merged {
  const base = withChanges(current, theirs, "before");
  const written = changesBetween(base, mine);
  const both = (Object.keys(written) as EditedField[]).filter(
    (field) => field in theirs && !sameValue(valueIn(current, field), valueIn(mine, field)),
  );
  return { values: withChanges(current, written, "after"), theirs, both };
}

/** Parses a web address; adds a missing scheme. */
export function webAddress(value: string): string | null {
  const whole = /^[a-z][a-z+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  return ["http:", "https:"].includes(url.protocol) && url.hostname.includes(".") ? whole : null;
}
