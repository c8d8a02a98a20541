import type { ShownField } from "../custom-fields/custom-fields";
import type { ProfileField, Visibility } from "../field-visibility";
import type { OrganisationCard, SourcedField } from "../organisations";

/** A contact person of an organisation. */
export interface Contact {
  name: string;
  function: string;
  email: string;
  phone: string;
}

/** A link to another organisation of the directory. */
export interface OrganisationLink {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  picture: string | null;
}

/** A profile as one viewer may read it: hidden fields are empty, like unfilled ones. */
export interface ProfilePage extends OrganisationCard {
  formerNames: string[];
  website: string | null;
  foundedYear: number | null;
  nationwide: boolean;
  outsideNiger: boolean;
  departements: string[];
  groups: string[];
  languages: string[];
  seat: string | null;
  antennes: string[];
  contactEmail: string | null;
  contactPhone: string | null;
  contacts: Contact[];
  social: string[];
  projects: string[];
  donors: string[];
  customFields: ShownField[];
  themeLinks: { id: string; slug: string; name: string }[];
  parentLink: OrganisationLink | null;
  children: OrganisationLink[];
  uncertain: SourcedField[];
  sources: { url: string; note: string | null; fields: SourcedField[] }[];
  openToPublic: boolean;
  /** For editors: visibility of the fields, and what is missing. */
  editing: { visibility: Visibility; completeness: Completeness } | null;
  mayPropose: boolean;
  /** May open it to the public, or close it. */
  opens: boolean;
  seesHistory: boolean;
}

export interface Completeness {
  /** 0 to 100. */
  percent: number;
  missing: ProfileField[];
}

/** Fields that a complete profile fills, so that others can find and reach the organisation. */
export const expectedFields = [
  ...(["mission", "themes", "groups", "languages", "region", "seat", "founded"] as const),
  ...(["contactEmail", "contactPhone", "contacts", "website"] as const),
] satisfies ProfileField[];

/**
 * Completeness of a profile.
 * @param filled the non-empty fields.
 */
export function completenessOf(filled: ReadonlySet<ProfileField>): Completeness {
  const missing = expectedFields.filter((field) => !filled.has(field));
  return { missing, percent: Math.round((1 - missing.length / expectedFields.length) * 100) };
}

/** Interval after which an organisation is asked to confirm its profile. */
export const confirmEveryMonths = 12;
