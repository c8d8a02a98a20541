import { Chips } from "../../ui/chip";
import { Columns, Section } from "../../ui/columns";
import { Facet, Filters } from "../../ui/facet";
import { RegionTiles } from "../../ui/region-tiles";
import { SearchField } from "../../ui/search-field";

const regions = [
  ["NE-1", "Agadez", 19],
  ["NE-2", "Diffa", 0],
  ["NE-3", "Dosso", 4],
  ["NE-4", "Maradi", 9],
  ["NE-5", "Tahoua", 14],
  ["NE-6", "Tillabéri", 6],
  ["NE-7", "Zinder", 25],
  ["NE-8", "Niamey", 31],
] as const;

/** Search field, chips and facets. */
export function FilteringSample() {
  return (
    <>
      <SearchField action="/style" label="Chercher dans l’annuaire" placeholder="Nom, sigle, ville…" />
      <Chips
        chips={[
          { label: "Région : Agadez", to: "/style?a" },
          { label: "Thème : Protection des défenseurs des droits humains", to: "/style?b" },
        ]}
        clearTo="/style"
      />
      <Columns
        asideLabel="Filtrer"
        asideFirst
        aside={
          <Filters active={2}>
            <Section title="Régions" level={3}>
              <RegionTiles
                label="Structures par région"
                describe={({ name, count }) => `${name} : ${count} structures`}
                regions={regions.map(([code, name, count]) => ({
                  code,
                  name,
                  count,
                  to: `/style?region=${code}`,
                  current: code === "NE-5",
                }))}
              />
            </Section>
            <Facet
              title="Relation"
              name="relation"
              visible={2}
              options={[
                { value: "m", label: "Membre", count: 5, checked: true },
                { value: "p", label: "Partenaire technique et financier", count: 17 },
                { value: "c", label: "Contact", count: 13 },
              ]}
            />
            <Facet
              title="En liens"
              name="kind"
              options={[
                { value: "o", label: "ONG nationale", count: 9, to: "/style?o", checked: true },
                { value: "r", label: "Réseau", count: 3, to: "/style?r" },
              ]}
            />
          </Filters>
        }
      >
        <p>Les filtres se replient sur un téléphone, et se tiennent à côté sur un grand écran.</p>
      </Columns>
    </>
  );
}
