/** A word of the file that is in none of the importer's lists, with possible meanings. */
export interface WordToMap<Column extends string> {
  /** Name of its form field. */
  key: string;
  column: Column;
  word: string;
  lines: number;
  /** Its earlier mapping, or its probable meaning. */
  value: string;
  /** Mapped before, so no answer is needed. */
  known: boolean;
  /** Possible meanings where the page does not have the list already. */
  candidates: { value: string; label: string }[];
}

/** Maximum number of words asked about on one page. */
export const maxWordsShown = 100;

/** The words asked about on one page, and the number of the other unmapped ones. */
export const shownWords = <Column extends string>(words: readonly WordToMap<Column>[]) => ({
  words: words.slice(0, maxWordsShown),
  moreWords: Math.max(0, words.filter(({ known }) => !known).length - maxWordsShown),
});

/**
 * The new meaning of a word: empty when "-" maps it to nothing.
 * @returns undefined when the answer is empty or the same as before.
 */
export function newMeaning<Column extends string>(
  { known, value }: WordToMap<Column>,
  answer: string | undefined,
): string | undefined {
  if (!answer || (known && answer === (value || "-"))) return undefined;
  return answer === "-" ? "" : answer;
}
