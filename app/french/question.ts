/**
 * Words that carry no meaning in a search. The French dictionary of PostgreSQL misses some ("les") and
 * unaccenting revives others ("à", "été"), so they are taken out of the question here.
 */
const emptyWords = new Set(
  (
    "a ai au aux avec c ce ces cette d dans de des du elle en est et eux il ils j je l la le les leur leurs lui m " +
    "ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses son sont sur t ta te " +
    "tes toi ton tu un une vos votre vous y ete etre ont sous the of and in for to"
  ).split(" "),
);

/** More than this many words in one question are not read. */
const mostWords = 8;

/** The words of a question that mean something; all of them when none does ("Les uns et les autres"). */
export function meaningfulWords(words: readonly string[]): string[] {
  const meaningful = words.filter((word) => !emptyWords.has(word));
  return (meaningful.length > 0 ? meaningful : [...words]).slice(0, mostWords);
}

/** How one known word is near to a word of the question. */
export interface Near {
  word: string;
  /** `exact`, `prefix` (the beginning of it), `sound` (heard alike), `soundPrefix`, `typo`. */
  kind: "exact" | "prefix" | "sound" | "soundPrefix" | "typo";
  /** Letters between them; smaller is nearer. */
  distance: number;
}

/**
 * The known words that one word of the question stands for. A word that is known, or heard alike, is taken as
 * it is; only an unknown one is read as a misspelling, and then as the nearest ones alone.
 * @param last true for the word still being typed: its beginning counts even when it is a word of its own.
 */
export function readingOf(near: readonly Near[], last: boolean): string[] {
  const of = (...kinds: Near["kind"][]) => near.filter(({ kind }) => kinds.includes(kind));
  const known = of("exact", "sound");
  if (known.length > 0) return wordsOf(last ? of("exact", "sound", "prefix") : known);
  const begun = of("prefix");
  return wordsOf(begun.length > 0 ? begun : nearestOf(of("soundPrefix", "typo")));
}

function nearestOf(near: readonly Near[]): Near[] {
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least);
}

const wordsOf = (near: readonly Near[]): string[] => [...new Set(near.map(({ word }) => word))];

/** What the search understood of a question. */
export interface Question {
  /** For `to_tsquery`: every word must be there, in one of its readings; null when nothing was asked. */
  all: string | null;
  /** The same, content with any one of the words. */
  any: string | null;
  /** Every word looked for, to mark in what was found. */
  words: string[];
  /** Words of the question that resemble nothing known; they were left out. */
  unknown: string[];
}

/** Puts the readings of each word together; only letters and digits ever reach the query language. */
export function questionFrom(readings: { word: string; readings: string[]; last: boolean }[]): Question {
  const understood = readings.filter((reading) => reading.readings.length > 0);
  const groups = understood.map(({ word, readings, last }) =>
    [...(last ? [`${word}:*`] : []), ...readings].join(" | "),
  );
  return {
    all: groups.length > 0 ? groups.map((group) => `(${group})`).join(" & ") : null,
    any: groups.length > 0 ? groups.join(" | ") : null,
    words: [
      ...new Set(understood.flatMap(({ word, readings, last }) => (last ? [word, ...readings] : readings))),
    ],
    unknown: readings.filter((reading) => reading.readings.length === 0).map(({ word }) => word),
  };
}
