import type { ProfileField, Visibility } from "../organisations/fields";
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

/** An address of the web; people leave out its beginning. */
export function webAddress(value: string): string | null {
  const whole = /^[a-z][a-z+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  return ["http:", "https:"].includes(url.protocol) && url.hostname.includes(".") ? whole : null;
}
