import { Facet } from "../ui/facet";
import { RegionTiles } from "../ui/region-tiles";
import { type DirectoryQuery, type FacetName, type FacetValue, facetNames } from "./organisations";
import { useTexts } from "./texts";
import { switched, useFacetLabel } from "./use-chips";

interface DirectoryFacetsProps {
  query: DirectoryQuery;
  facets: Record<FacetName, FacetValue[]>;
}

/** The ways to narrow the directory; each value is a link, so that one press is enough with or without JavaScript. */
export function DirectoryFacets({ query, facets }: DirectoryFacetsProps) {
  const t = useTexts();
  const labelOf = useFacetLabel();
  const regions = facets.region.filter(({ value }) => value.startsWith("NE-"));
  return (
    <>
      <RegionTiles
        label={t("directory.tiles")}
        describe={({ name, count }) => t("directory.tile", { region: name, count })}
        regions={regions.map(({ value, label, count, chosen }) => ({
          ...{ code: value, name: label, count, current: chosen },
          to: switched(query, "region", value),
        }))}
      />
      {facetNames.map((name) => (
        <Facet
          key={name}
          name={name}
          title={t(`directory.facet.${name}`)}
          options={facets[name]
            .filter((value) => name !== "region" || !regions.includes(value))
            .map((value) => ({
              ...{ value: value.value, count: value.count, checked: value.chosen },
              label: labelOf(name, value),
              to: switched(query, name, value.value),
            }))}
        />
      ))}
    </>
  );
}
