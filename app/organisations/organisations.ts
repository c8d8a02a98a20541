import type { MarkedPart } from "../search-language/marks";
import type { Visibility } from "./fields";
import type { DirectoryQuery } from "./organisations-form.server";

/** How an organisation stands to the network, its members' classes first. */
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

/** Fields of a profile that have a source and may still have to be checked. */
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
  /** What stands in the address: a region's code, a theme's or type's slug. */
  value: string;
  label: string;
}

export interface OrganisationCard {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  relation: Relation;
  type: string;
  mission: string | null;
  places: string | null;
  regions: string[];
  themes: string[];
  demonstration: boolean;
  /** Some fact of this profile still has to be checked. */
  toCheck: boolean;
  /** The body it belongs to. */
  parent: string | null;
  /** When its people last said that it is right; ISO 8601. */
  confirmedAt: string | null;
}

/** A card as the index keeps it: codes and slugs instead of words in one language. */
export interface IndexCard extends Omit<OrganisationCard, "id" | "relation" | "type" | "themes"> {
  /** Slug of the type. */
  type: string;
  /** Slugs. */
  themes: string[];
}

export interface FoundOrganisation extends OrganisationCard {
  markedName: MarkedPart[];
  markedMission: MarkedPart[];
  markedPlaces: MarkedPart[];
}

/** Region facet values beside the eight regions. */
export const wholeCountry = "national";
export const abroad = "hors-niger";

/** The ways to narrow the directory, in the order of the page; their names stand in its address. */
export const facetNames = ["region", "departement", "theme", "type", "relation", "langue", "groupe"] as const;
export type FacetName = (typeof facetNames)[number];

export const sorts = ["pertinence", "nom", "confirmation", "creation"] as const;
export type Sort = (typeof sorts)[number];

export const views = ["liste", "cartes", "tableau"] as const;
export type View = (typeof views)[number];

/** Nothing asked: the whole directory. Written out, because pages use it and schemas stay on the server. */
export const emptyQuery: DirectoryQuery = {
  q: "",
  region: [],
  departement: [],
  theme: [],
  type: [],
  relation: [],
  langue: [],
  groupe: [],
  tri: "pertinence",
  vue: "liste",
  page: 1,
};

export interface FacetValue extends Labelled {
  count: number;
  /** Left out where it is not: a page carries sixty of them. */
  chosen?: true;
}

/** The address of the directory for a query, without what is empty; `base` for another list that asks the same. */
export function directoryPath(query: DirectoryQuery, base = "/annuaire"): string {
  const { q, page, tri, vue } = query;
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  for (const name of facetNames) for (const value of query[name]) params.append(name, value);
  if (tri !== "pertinence") params.set("tri", tri);
  if (vue !== "liste") params.set("vue", vue);
  if (page > 1) params.set("page", String(page));
  const search = params.toString();
  return search ? `${base}?${search}` : base;
}

/** What an organisation is made from. */
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
  sources?: readonly { url: string; note?: string; fields: readonly SourcedField[] }[];
}
