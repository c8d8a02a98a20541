import { titleKey } from "../../tables/keys";
import { groups, languages } from "../controlled-vocabulary";
import { groupNames, languageNames } from "../controlled-vocabulary.server";
import type { Labels } from "../reference-labels.server";
import { regions } from "../regions";
import { abroadWords, groupSynonyms, languageSynonyms, nationwideWords, typeSynonyms } from "./list-synonyms";

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
      ...nationwideWords.map((word): Entry => [word, wholeCountry]),
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
  const inBrackets = /\(([^)]{1,200})\)/.exec(label)?.[1];
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
export const withoutRemarks = (word: string) =>
  word.replace(/\[[^\]]{0,200}\]|\([^)]{0,200}\)|\?/g, " ").trim();
