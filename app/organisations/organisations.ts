import type { Visibility } from "./field-visibility";

/** Relations of an organisation to the network, member classes first. */
export const relations = [
  "network",
  "active",
  "associate",
  "observer",
  "partner",
  "institution",
  "contact",
] as const;
export type Relation = (typeof relations)[number];

export const memberClasses = ["active", "associate", "observer"] as const satisfies readonly Relation[];

/** Profile fields with a source and a verification state. */
export const sourcedFields = [
  "name",
  "acronym",
  "type",
  "region",
  "website",
  "mission",
  "themes",
  "founded",
] as const;
export type SourcedField = (typeof sourcedFields)[number];

export interface Labelled {
  /** Value in the URL: a region's code, or a theme's or type's slug. */
  value: string;
  label: string;
}

export interface OrganisationCard {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  /** Id of its logo. */
  picture?: string | null;
  relation: Relation;
  type: string;
  mission: string | null;
  places: string | null;
  regions: string[];
  themes: string[];
  demonstration: boolean;
  /** Some fact of this profile is unverified. */
  toCheck: boolean;
  /** The organisation it belongs to. */
  parent: string | null;
  /** When its people last confirmed the profile; ISO 8601. */
  confirmedAt: string | null;
  /** Canonical values for the columns of the secretariat's fields, by code. */
  custom?: Record<string, string>;
}

/** A card as stored in the index: codes and slugs instead of labels in one language. */
export interface IndexCard extends Omit<OrganisationCard, "id" | "relation" | "type" | "themes"> {
  /** Slug of the type. */
  type: string;
  /** Slugs. */
  themes: string[];
}

/** Region facet values beside the eight regions. */
export const wholeCountry = "national";
export const abroad = "hors-niger";

/** Fields of a new organisation. */
export interface NewOrganisation {
  slug: string;
  name: string;
  acronym?: string | null;
  formerNames?: readonly string[];
  type: string;
  relation: Relation;
  mission?: string | null;
  foundedYear?: number | null;
  website?: string | null;
  places?: string | null;
  nationwide?: boolean;
  outsideNiger?: boolean;
  demonstration?: boolean;
  uncertain?: readonly SourcedField[];
  regions?: readonly string[];
  /** Ids of départements. */
  departements?: readonly string[];
  groups?: readonly string[];
  languages?: readonly string[];
  seat?: string | null;
  antennes?: readonly string[];
  contactEmail?: string | null;
  contactPhone?: string | null;
  contacts?: readonly { name: string; function?: string; email?: string; phone?: string }[];
  social?: readonly string[];
  projects?: readonly string[];
  donors?: readonly string[];
  parentId?: string | null;
  visibility?: Visibility;
  openToPublic?: boolean;
  confirmedAt?: Date | null;
  /** Ids of themes. */
  themes?: readonly string[];
  fieldValues?: readonly { fieldId: string; value: string }[];
  sources?: readonly { url: string; note?: string; fields: readonly SourcedField[] }[];
}
