import { titleKey } from "../../tables/keys";
import { groups, languages } from "../controlled-vocabulary";
import { groupNames, languageNames } from "../controlled-vocabulary.server";
import type { Labels } from "../reference-labels.server";
import { regions } from "../regions";

/** Columns whose values come from a list. */
export const listColumns = ["type", "themes", "groups", "languages", "regions", "departements"] as const;
export type ListColumn = (typeof listColumns)[number];

/** Meaning of a word by its key, for each list. */
export type Dictionary = Record<ListColumn, ReadonlyMap<string, string>>;

/** Value of the regions column for the whole country. */
export const wholeCountry = "nationwide";
export const outsideNiger = "outside";

/** Normalised key of a list value: no case, accents, brackets or plural. */
export const valueKey = titleKey;

/** Common spellings of the organisation types, beside their labels. */
const typeSynonyms: Record<string, string[]> = {
  "osc-ong": [
    "ONG",
    "OSC",
    "association",
    "ASBL",
    "société civile",
    "organisation de la société civile",
    "ONG/OSC",
    "ONG nationale",
    "ONG locale",
    "association nationale",
    "association locale",
    "ONG/association",
    "mouvement",
    "mouvement citoyen",
    "fondation",
    "NGO",
    "CSO",
    "association professionnelle",
    "association de femmes",
    "association de jeunes",
    "ONG et association",
    "ONG nationale de droit nigérien",
    "ONG de développement",
  ],
  "reseau-osc": [
    "réseau",
    "réseau d'ONG",
    "réseau d'associations",
    "collectif",
    "coalition",
    "plateforme",
    "fédération",
  ],
  syndicat: ["centrale syndicale", "union syndicale"],
  "organisation-diasporas": ["diaspora", "association de migrants", "association de diaspora"],
  "structure-etatique": [
    "État",
    "ministère",
    "direction",
    "service de l'État",
    "administration",
    "service technique",
  ],
  "institution-nationale": ["institution", "commission nationale", "agence nationale"],
  collectivite: ["commune", "mairie", "conseil régional", "collectivité territoriale"],
  ptf: ["partenaire", "bailleur", "partenaire technique", "partenaire financier"],
  "ong-internationale": ["ONGI", "INGO", "OING"],
  "agence-onu": ["ONU", "Nations unies", "UN", "système des Nations unies", "agence des Nations unies"],
};

const groupSynonyms: Record<string, string[]> = {
  migrants: ["migrant", "personnes migrantes", "migration"],
  returnees: ["retournés", "migrants retournés", "personnes de retour", "rapatriés"],
  expelled: ["expulsés", "refoulés", "personnes expulsées", "personnes refoulées"],
  refugees: ["réfugiés", "demandeurs d'asile", "réfugiés et demandeurs d'asile"],
  displaced: ["déplacés", "déplacés internes", "PDI", "personnes déplacées"],
  trafficking: ["victimes de la traite", "traite", "victimes de traite des personnes"],
  women: ["femme", "filles", "femmes et filles"],
  children: ["enfants", "enfance", "mineurs", "mineurs non accompagnés", "enfants migrants"],
  youth: ["jeune", "jeunesse"],
  diaspora: ["diaspora"],
  workers: ["travailleurs", "travailleurs domestiques"],
  detainees: ["détenus", "prisonniers", "détenus et prisonniers"],
  host: ["populations hôtes", "communautés d'accueil", "communautés"],
  defenders: ["défenseurs", "défenseurs des droits", "DDH"],
  disabled: ["handicapés", "personnes en situation de handicap", "handicap"],
};

const languageSynonyms: Record<string, string[]> = {
  ha: ["hausa", "haussa", "houssa"],
  dje: ["djerma", "zarma-songhay", "songhaï", "songhay", "zerma"],
  ff: ["peul", "peulh", "fulani", "fulfuldé", "foulfouldé", "poular"],
  tmh: ["touareg", "tamacheq", "tamachek", "tamajaq", "tuareg"],
  kr: ["kanuri", "béri-béri"],
  gux: ["gulmancema", "gourmantchéma", "gourmanché"],
  tuq: ["tedaga", "tubu", "toubous"],
  bdm: ["buduma"],
};

const nationwideWords = [
  "tout le pays",
  "national",
  "nationale",
  "nationwide",
  "whole country",
  "Niger",
  "tout le Niger",
];
const moreNationwide = [
  "toutes les régions",
  "ensemble du pays",
  "territoire national",
  "les 8 régions",
  "8 régions",
];
const abroadWords = ["hors du Niger", "outside Niger", "international", "étranger", "sous-région"];

type Entry = [word: string, value: string];

/** Words of every list, in common spellings. A label wins over a synonym. */
export function dictionaryOf(french: Labels, english: Labels): Dictionary {
  const both = <Item>(of: (labels: Labels) => Item[]) => [...of(french), ...of(english)];
  const types = both((labels) => labels.types);
  const slugs = new Set(types.map(({ slug }) => slug));
  return {
    type: mapOf([
      ...types.flatMap(({ slug, label }) => named(label, slug)),
      ...synonymsOf(typeSynonyms).filter(([, slug]) => slugs.has(slug)),
    ]),
    themes: mapOf(both((labels) => labels.themes).flatMap(({ slug, name }) => named(name, slug))),
    groups: mapOf([
      ...groups.flatMap((each) => groupNames(each).flatMap((word) => named(word, each))),
      ...synonymsOf(groupSynonyms),
    ]),
    languages: mapOf([
      ...languages.flatMap((each) => languageNames(each).flatMap((word) => named(word, each))),
      ...synonymsOf(languageSynonyms),
    ]),
    regions: mapOf([
      ...regions.flatMap(({ code, name, variants }) =>
        [name, ...variants, code].map((word): Entry => [word, code]),
      ),
      ...[...nationwideWords, ...moreNationwide].map((word): Entry => [word, wholeCountry]),
      ...abroadWords.map((word): Entry => [word, outsideNiger]),
      // A town or département maps to its region.
      ...regions.flatMap(({ code, places }) =>
        places.flatMap(({ name, variants }) => [name, ...variants].map((word): Entry => [word, code])),
      ),
    ]),
    departements: mapOf(french.departements.flatMap(({ slug, name }) => named(name, slug))),
  };
}

/** A label, its part in brackets, and its slug. */
function named(label: string, slug: string): Entry[] {
  const inBrackets = /\(([^)]+)\)/.exec(label)?.[1];
  return [[label, slug], [slug, slug], ...(inBrackets ? ([[inBrackets, slug]] as Entry[]) : [])];
}

const synonymsOf = (synonyms: Record<string, string[]>): Entry[] =>
  Object.entries(synonyms).flatMap(([value, words]) => words.map((word): Entry => [word, value]));

function mapOf(entries: readonly Entry[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const [word, value] of entries) {
    const key = valueKey(word);
    if (key && !map.has(key)) map.set(key, value);
  }
  return map;
}

/** Prefixes before a place name: "Région de Tahoua", "ville d'Agadez", "antennes Agadez". */
const beforePlace =
  /^(?:(?:dans|la|le|les|l) )*(?:region|departement|commune|ville|antenne|bureau|siege|section|sous section)(?: (?:urbaine|rurale|regionale))?(?: (?:de la|de l|de|du|des|d|a))? /;

/** Meaning of a list word; undefined when unknown. */
export function meaningOf(column: ListColumn, word: string, dictionary: Dictionary): string | undefined {
  const map = dictionary[column];
  const bare = withoutRemarks(word);
  const key = valueKey(bare);
  if (!key) return undefined;
  const known = map.get(key) ?? map.get(valueKey(word));
  if (known !== undefined || (column !== "regions" && column !== "departements")) return known;
  return (
    map.get(key.replace(beforePlace, "")) ??
    map.get(key.replace(/ (?:ville|commune|region|departement)$/, ""))
  );
}

/** Strips remarks such as "[à vérifier]", "(siège)" and "?". */
const withoutRemarks = (word: string) => word.replace(/\[[^\]]*\]|\([^)]*\)|\?/g, " ").trim();

/** Patterns to guess an organisation type; proposed only, never applied automatically. */
const typeHints: [RegExp, string][] = [
  [/ambassade/, "ambassade"],
  [/syndica/, "syndicat"],
  [/diaspora/, "organisation-diasporas"],
  [/nation.? unie|\bonu\b/, "agence-onu"],
  [/(reseau|organisation|alliance).*(regional|transnational|ouest)/, "reseau-regional"],
  [/international/, "ong-internationale"],
  [/^(reseau|coalition|collectif|plateforme|federation|union|cadre|coordination|alliance)/, "reseau-osc"],
  [/commission nationale|institution|autorite/, "institution-nationale"],
  [/ministere|direction|etat|public|gouvernement|cadre de concertation/, "structure-etatique"],
  [/commune|mairie|collectivite|conseil regional/, "collectivite"],
  [/bailleur|cooperation|ptf|partenaire/, "ptf"],
  [/\b(ong|osc|asso|association|mouvement|fondation|groupement|comite|club|societe|centre)/, "osc-ong"],
];

/** Probable meaning of an unknown word: by patterns for types, otherwise the nearest known word. */
export function guessValue(column: ListColumn, word: string, dictionary: Dictionary): string {
  const key = valueKey(withoutRemarks(word));
  const values = new Set(dictionary[column].values());
  if (column === "type") {
    const guess = typeHints.find(([words, slug]) => words.test(key) && values.has(slug))?.[1];
    if (guess) return guess;
  }
  return nearest(key, dictionary[column]) ?? "";
}

function nearest(key: string, map: ReadonlyMap<string, string>): string | undefined {
  if (key.length < 4 || key.length > 60) return undefined;
  const mine = pairsOf(key);
  let best: { value?: string; likeness: number } = { likeness: 0.7 };
  for (const [word, value] of map) {
    const theirs = pairsOf(word);
    const shared = [...mine].filter((pair) => theirs.has(pair)).length;
    const likeness = (2 * shared) / (mine.size + theirs.size);
    if (likeness > best.likeness) best = { value, likeness };
  }
  return best.value;
}

const pairsOf = (word: string) =>
  new Set(Array.from({ length: word.length + 1 }, (_, at) => ` ${word} `.slice(at, at + 2)));
