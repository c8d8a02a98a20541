import { groups, languages } from "../organisations/controlled-vocabulary";
import type { CustomField } from "../organisations/custom-fields/custom-fields";
import { abroad, type Labelled, relations, wholeCountry } from "../organisations/organisations";
import type { Labels } from "../organisations/reference-labels.server";
import type { CustomFacet, FacetName, FacetValue } from "./directory-query";
import type { DirectoryQuery } from "./directory-query-form.server";

/** Count per value, keyed as in the index ("r:NE-1"). */
export type Counts = Record<string, number>;

/** The facets of the secretariat's fields that have results, in the order of the fields. */
export function customFacetsFrom(
  counts: Counts | null,
  { champ }: Pick<DirectoryQuery, "champ">,
  fields: readonly CustomField[],
): CustomFacet[] {
  return fields
    .filter(({ facet }) => facet)
    .flatMap(({ code, kind, label, options }) => {
      const offered = kind === "boolean" ? ["yes", "no"].map((value) => ({ value, label: "" })) : options;
      const values = offered
        .map(({ value, label: text }) => ({
          value: `${code}:${value}`,
          label: text,
          count: counts?.[`${code}:${value}`] ?? 0,
          ...(champ.includes(`${code}:${value}`) && { chosen: true as const }),
        }))
        .filter(({ count, chosen }) => count > 0 || chosen);
      return values.length > 0 ? [{ code, kind, label, values }] : [];
    });
}

/** Facets with counts, in page order. The page translates labels that no table stores. */
export function facetsFrom(
  counts: Counts | null,
  query: DirectoryQuery,
  labels: Labels,
): Record<FacetName, FacetValue[]> {
  const bare = (values: readonly string[]): Labelled[] => values.map((value) => ({ value, label: "" }));
  const of = (name: FacetName, letter: string, values: Labelled[]): FacetValue[] =>
    values
      .map(({ value, label }) => ({
        value,
        label,
        count: counts?.[letter + value] ?? 0,
        ...(query[name].includes(value) && { chosen: true as const }),
      }))
      // Empty regions stay on the map; other values without results are not offered.
      .filter((each) => each.count > 0 || each.chosen || each.value.startsWith("NE-"));
  return {
    region: of("region", "r:", [
      ...labels.regions.map(({ code, name }) => ({ value: code, label: name })),
      ...bare([wholeCountry, abroad]),
    ]),
    departement: of(
      "departement",
      "d:",
      labels.departements
        .filter(({ region }) => query.region.length === 0 || query.region.includes(region))
        .map(({ slug, name }) => ({ value: slug, label: name })),
    ),
    theme: of(
      "theme",
      "t:",
      labels.themes.map(({ slug, name }) => ({ value: slug, label: name })),
    ),
    type: of(
      "type",
      "k:",
      labels.types.map(({ slug, label }) => ({ value: slug, label })),
    ),
    relation: of("relation", "n:", bare(relations)),
    langue: of("langue", "l:", bare(languages)),
    groupe: of("groupe", "g:", bare(groups)),
  };
}
