import { useValueWords } from "../organisations/custom-fields/fields-context";
import { Section } from "../ui/columns";
import { Facet } from "../ui/facet";
import { type CustomFacet, type FacetName, type FacetValue, facetNames } from "./directory-query";
import type { DirectoryQuery } from "./directory-query-form.server";
import { useMessages } from "./messages";
import { RegionMap } from "./region-map";
import { switched, switchedField, useFacetLabel } from "./use-chips";

interface DirectoryFacetsProps {
  query: DirectoryQuery;
  facets: Record<FacetName, FacetValue[]>;
  custom?: readonly CustomFacet[];
  /** Base path of the filtered list; the directory by default. */
  base?: string;
}

/** Facet filters; each value is a link, so that one click suffices without JavaScript too. */
export function DirectoryFacets({ query, facets, custom = [], base }: DirectoryFacetsProps) {
  const t = useMessages();
  const labelOf = useFacetLabel();
  const words = useValueWords();
  const regions = facets.region.filter(({ value }) => value.startsWith("NE-"));
  return (
    <>
      <Section id="carte" title={t("list.map")}>
        <RegionMap
          label={t("list.tiles")}
          describe={({ name, count }) => t("list.tile", { region: name, count })}
          regions={regions.map(({ value, label, count, chosen }) => ({
            code: value,
            name: label,
            count,
            current: chosen,
            to: switched(query, "region", value, base),
          }))}
        />
      </Section>
      {facetNames.map((name) => {
        const values = facets[name].filter((value) => name !== "region" || !regions.includes(value));
        return values.length === 0 ? null : (
          <Facet
            key={name}
            name={name}
            title={t(`list.facet.${name}`)}
            options={values.map((value) => ({
              value: value.value,
              count: value.count,
              checked: value.chosen,
              label: labelOf(name, value),
              to: switched(query, name, value.value, base),
            }))}
          />
        );
      })}
      {custom.map(({ code, kind, label, values }) => (
        <Facet
          key={code}
          name={code}
          title={label}
          options={values.map(({ value, label: text, count, chosen }) => ({
            value,
            count,
            checked: chosen,
            label: text || words(kind, value.slice(2)),
            to: switchedField(query, value, base),
          }))}
        />
      ))}
    </>
  );
}
