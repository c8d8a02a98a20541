import { singleSpaced } from "../../tables/cells";
import type { Mappings } from "../../tables/import-mappings.server";
import { WordCollector } from "../../tables/word-collector.server";
import type { WordToMap } from "../../tables/word-mapping";
import type { SimilarOrganisation } from "../likeness.server";
import type { Column } from "../table-columns";
import type { Parents } from "./line-parents.server";
import type { ReadLine } from "./line-reader.server";
import { type Dictionary, type ListColumn, listColumns, meaningOf, valueKey } from "./list-dictionary";
import { guessValue } from "./list-guess";

/** Every unknown word of the file, most frequent first, and words mapped before. */
export function wordsOf(
  read: readonly ReadLine[],
  mappings: Mappings,
  dictionary: Dictionary,
  parents: Parents,
): WordToMap<Column>[] {
  const words = new WordCollector<Column>();
  for (const line of read) {
    for (const { column, word } of line.unknown) {
      words.add(column, word, () => ({
        value: guessValue(column as ListColumn, word, dictionary),
        known: false,
        candidates: [],
      }));
    }
    for (const column of listColumns) {
      for (const [word, value] of mappedIn(line.written[column], mappings.get(column), column, dictionary)) {
        words.add(column, word, () => ({ value, known: true, candidates: [] }));
      }
    }
    const bodies = line.parent ? parents.unknown.get(line.parent) : undefined;
    if (bodies) words.add("parent", line.parent, () => parentAnswer(line.parent, bodies, mappings));
  }
  return words.sorted();
}

function parentAnswer(word: string, bodies: readonly SimilarOrganisation[], mappings: Mappings) {
  const said = mappings.get("parent")?.get(valueKey(word));
  const candidates = bodies.slice(0, 10).map(({ id, name }) => ({ value: id, label: name }));
  return { value: said ?? "", known: said !== undefined, candidates };
}

/** Words of a cell that have a meaning only through a mapping by hand. */
function mappedIn(
  cell: string | undefined,
  said: ReadonlyMap<string, string> | undefined,
  column: ListColumn,
  dictionary: Dictionary,
): [string, string][] {
  if (!cell || !said) return [];
  const words = [cell, ...singleSpaced(cell).split(/ ?[;|\n\r,/] ?| (?:et|and) /)];
  return [...new Set(words)].flatMap((word): [string, string][] => {
    const value = said.get(valueKey(word));
    return value === undefined || meaningOf(column, word, dictionary) === value ? [] : [[word, value]];
  });
}
