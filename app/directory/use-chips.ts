import { useValueWords } from "../organisations/custom-fields/fields-context";
import { useMessages as useOrganisationMessages } from "../organisations/messages";
import { useVocabulary } from "../organisations/use-vocabulary";
import {
  type CustomFacet,
  directoryPath,
  type FacetName,
  type FacetValue,
  facetNames,
} from "./directory-query";
import type { DirectoryQuery } from "./directory-query-form.server";
import { useMessages } from "./messages";

/** The label of a facet value; from the catalogue when no table stores it. */
export function useFacetLabel(): (name: FacetName, value: FacetValue) => string {
  const t = useOrganisationMessages();
  const { groupLabel, languageLabel, relationLabel } = useVocabulary();
  return (name, { value, label }) => {
    if (name === "relation") return relationLabel(value);
    if (name === "langue") return languageLabel(value);
    if (name === "groupe") return groupLabel(value);
    if (value === "national") return t("area.wholeCountry");
    return value === "hors-niger" ? t("area.abroad") : label;
  };
}

/** Directory URL with one facet value toggled, on the first page. */
export function switched(query: DirectoryQuery, name: FacetName, value: string, base?: string): string {
  const values = query[name].includes(value)
    ? query[name].filter((other) => other !== value)
    : [...query[name], value];
  return directoryPath({ ...query, [name]: values, page: 1 }, base);
}

/** The same for a value of the secretariat's fields. */
export function switchedField(query: DirectoryQuery, value: string, base?: string): string {
  const champ = query.champ.includes(value)
    ? query.champ.filter((other) => other !== value)
    : [...query.champ, value];
  return directoryPath({ ...query, champ, page: 1 }, base);
}

/** Active filters with their labels and the URL without each. */
export function useChips(
  query: DirectoryQuery,
  facets: Record<FacetName, FacetValue[]>,
  custom: readonly CustomFacet[] = [],
  base?: string,
) {
  const t = useMessages();
  const labelOf = useFacetLabel();
  const words = useValueWords();
  const ofFields = custom.flatMap(({ kind, label, values }) =>
    values
      .filter(({ chosen }) => chosen)
      .map(({ value, label: text }) => ({
        label: t("list.chip", { facet: label, value: text || words(kind, value.slice(2)) }),
        to: switchedField(query, value, base),
      })),
  );
  const named = facetNames.flatMap((name) =>
    facets[name]
      .filter(({ chosen }) => chosen)
      .map((value) => ({
        label: t("list.chip", { facet: t(`list.facet.${name}`), value: labelOf(name, value) }),
        to: switched(query, name, value.value, base),
      })),
  );
  return [...named, ...ofFields];
}
