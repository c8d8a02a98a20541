import { z } from "zod";
import type { MarkedPart } from "../french/marks";
import { cleanText } from "../http/fields";

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
}

export interface FoundOrganisation extends OrganisationCard {
  markedName: MarkedPart[];
  markedMission: MarkedPart[];
  markedPlaces: MarkedPart[];
}

export interface OrganisationPage extends OrganisationCard {
  formerNames: string[];
  website: string | null;
  foundedYear: number | null;
  nationwide: boolean;
  outsideNiger: boolean;
  themeLinks: { id: string; slug: string; name: string }[];
  uncertain: SourcedField[];
  sources: { url: string; note: string | null; fields: SourcedField[] }[];
}

/** Region facet values beside the eight regions. */
export const wholeCountry = "national";
export const abroad = "hors-niger";

const several = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string().max(60)).max(40).catch([]),
);

/** The directory's address: what is asked, the facets, the page. Anything unknown in it is ignored. */
export const directoryQuerySchema = z.object({
  q: z.preprocess((value) => (typeof value === "string" ? cleanText(value).slice(0, 200) : ""), z.string()),
  region: several,
  theme: several,
  type: several,
  relation: several,
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type DirectoryQuery = z.infer<typeof directoryQuerySchema>;

export const facetNames = ["region", "theme", "type", "relation"] as const;
export type FacetName = (typeof facetNames)[number];

export interface FacetValue extends Labelled {
  count: number;
  chosen: boolean;
}

/** Reads the directory's address. Never throws: an address that was typed by hand shows what it can. */
export function readDirectoryQuery(params: URLSearchParams): DirectoryQuery {
  return directoryQuerySchema.parse({
    q: params.get("q") ?? undefined,
    page: params.get("page") ?? undefined,
    ...Object.fromEntries(facetNames.map((name) => [name, params.getAll(name)])),
  });
}

/** The address of the directory for a query, without what is empty. */
export function directoryPath({ q, page, ...facets }: DirectoryQuery): string {
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  for (const name of facetNames) for (const value of facets[name]) params.append(name, value);
  if (page > 1) params.set("page", String(page));
  const query = params.toString();
  return query ? `/annuaire?${query}` : "/annuaire";
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
  /** Ids of themes. */
  themes?: readonly string[];
  sources?: readonly { url: string; note?: string; fields: readonly SourcedField[] }[];
}
