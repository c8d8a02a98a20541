import type { FacetName, FacetValue, FoundOrganisation } from "../organisations/organisations";

/** What a line of the list, or a card, shows of an organisation; the rest would travel for nothing. */
export type Listed = Omit<FoundOrganisation, "mission" | "places" | "regions" | "parent" | "confirmedAt">;

/** What a row of the table shows of it. */
export type Tabled = Pick<
  FoundOrganisation,
  "id" | "slug" | "markedName" | "acronym" | "type" | "relation" | "regions" | "themes" | "confirmedAt"
>;

export const inList = (found: FoundOrganisation): Listed => {
  const { mission, places, regions, parent, confirmedAt, ...listed } = found;
  return listed;
};

export const inTable = (found: FoundOrganisation): Tabled => {
  const { id, slug, markedName, acronym, type, relation, regions, themes, confirmedAt } = found;
  return { id, slug, markedName, acronym, type, relation, regions, themes, confirmedAt };
};

/** The values that narrow a list, for a page that only names them. */
export const selectedLabels = (facets: Record<FacetName, FacetValue[]>): Record<FacetName, FacetValue[]> =>
  Object.fromEntries(
    Object.entries(facets).map(([name, values]) => [name, values.filter(({ chosen }) => chosen)]),
  ) as Record<FacetName, FacetValue[]>;
