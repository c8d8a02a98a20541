import { createHash } from "node:crypto";
import { cutText } from "./cell-text";
import { titleKey } from "./keys";
import type { WordToMap } from "./word-mapping";

/** Collects the words of a file that need a meaning, each once. */
export class WordCollector<Column extends string> {
  readonly #words = new Map<string, WordToMap<Column>>();

  /** Counts a line with this word; `meaning` is called for the first one. */
  add(
    column: Column,
    word: string,
    meaning: () => Pick<WordToMap<Column>, "value" | "known" | "candidates">,
  ): void {
    const key = wordFieldName(column, word);
    const there = this.#words.get(key);
    if (there) there.lines++;
    else this.#words.set(key, { key, column, word: cutText(word, 120), lines: 1, ...meaning() });
  }

  /** Words without a mapping first, then the most frequent first. */
  sorted(): WordToMap<Column>[] {
    return [...this.#words.values()].sort(
      (one, other) => Number(one.known) - Number(other.known) || other.lines - one.lines,
    );
  }
}

/** Field name of a word in the form, encoded because words are not valid field names. */
export const wordFieldName = (column: string, word: string): string =>
  createHash("sha256")
    .update(`${column} ${titleKey(word)}`)
    .digest("hex")
    .slice(0, 16);
