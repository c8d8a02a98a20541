import { type Dictionary, type ListColumn, valueKey, withoutRemarks } from "./list-dictionary";

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
