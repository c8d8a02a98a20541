import type { CustomField } from "../organisations/custom-fields/custom-fields";
import type { FacetName, FacetValue, FoundOrganisation } from "./directory-query";

/** Fields of an organisation in a list row or card; the rest is not sent, to save bytes. */
export type Listed = Omit<
  FoundOrganisation,
  "mission" | "places" | "regions" | "parent" | "confirmedAt" | "custom"
>;

/** Fields of an organisation in a table row. */
export type Tabled = Pick<
  FoundOrganisation,
  | "id"
  | "slug"
  | "markedName"
  | "acronym"
  | "type"
  | "relation"
  | "regions"
  | "themes"
  | "confirmedAt"
  | "custom"
>;

/** A field of the secretariat as a column of the table. */
export type CustomColumn = Pick<CustomField, "code" | "kind" | "label" | "options">;

export const inList = (found: FoundOrganisation): Listed => {
  const { mission, places, regions, parent, confirmedAt, custom, ...listed } = found;
  return listed;
};

export const inTable = (found: FoundOrganisation): Tabled => {
  const { id, slug, markedName, acronym, type, relation, regions, themes, confirmedAt, custom } = found;
  return { id, slug, markedName, acronym, type, relation, regions, themes, confirmedAt, custom };
};

/** The active filter values, for a page that only lists them. */
export const selectedLabels = (facets: Record<FacetName, FacetValue[]>): Record<FacetName, FacetValue[]> =>
  Object.fromEntries(
    Object.entries(facets).map(([name, values]) => [name, values.filter(({ chosen }) => chosen)]),
  ) as Record<FacetName, FacetValue[]>;
