import type { CustomField } from "../organisations/custom-fields/custom-fields";
import type { Labelled, OrganisationCard } from "../organisations/organisations";
import type { MarkedPart } from "../search-language/marks";
import type { DirectoryQuery } from "./directory-query-form.server";

export interface FoundOrganisation extends OrganisationCard {
  markedName: MarkedPart[];
  markedMission: MarkedPart[];
  markedPlaces: MarkedPart[];
}

/** Facets of the directory, in page order; the names are its query parameters. */
export const facetNames = ["region", "departement", "theme", "type", "relation", "langue", "groupe"] as const;
export type FacetName = (typeof facetNames)[number];

export const sorts = ["pertinence", "nom", "confirmation", "creation"] as const;
export type Sort = (typeof sorts)[number];

export const views = ["liste", "cartes", "tableau"] as const;
export type View = (typeof views)[number];

/** The empty query: the whole directory. A literal, because pages use it and schemas stay on the server. */
export const emptyQuery: DirectoryQuery = {
  q: "",
  region: [],
  departement: [],
  theme: [],
  type: [],
  relation: [],
  langue: [],
  groupe: [],
  champ: [],
  tri: "pertinence",
  vue: "liste",
  page: 1,
};

/** Values of one of the secretariat's fields, as a facet; its query parameter is `champ`. */
export interface CustomFacet {
  code: string;
  kind: CustomField["kind"];
  label: string;
  values: FacetValue[];
}

export interface FacetValue extends Labelled {
  count: number;
  /** Omitted when false, to save bytes: a page contains sixty values. */
  chosen?: true;
}

/** URL of the directory for a query, without empty parameters; `base` for another list with the same query. */
export function directoryPath(query: DirectoryQuery, base = "/annuaire"): string {
  const { q, page, tri, vue } = query;
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  for (const name of facetNames) for (const value of query[name]) params.append(name, value);
  for (const value of query.champ) params.append("champ", value);
  if (tri !== "pertinence") params.set("tri", tri);
  if (vue !== "liste") params.set("vue", vue);
  if (page > 1) params.set("page", String(page));
  const search = params.toString();
  return search ? `${base}?${search}` : base;
}
