/**
 * Stop words. PostgreSQL's French dictionary misses some ("les"), and unaccenting turns others ("à", "été")
 * into ordinary words, so they are removed from the query here.
 */
const emptyWords = new Set(
  (
    "a ai au aux avec c ce ces cette d dans de des du elle en est et eux il ils j je l la le les leur leurs lui m " +
    "ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses son sont sur t ta te " +
    "tes toi ton tu un une vos votre vous y ete etre ont sous the of and in for to"
  ).split(" "),
);

/** Whether a word, as `normalise()` returns it, is a stop word. */
export const isEmptyWord = (word: string): boolean => emptyWords.has(word);

/**
 * Synonyms of the field: a search for one also finds the other. Whole words, as `normalise()` returns them;
 * endings are handled by the stemmer.
 */
const sameMeaning = [
  ["homme", "humain"],
  ["hommes", "humains"],
  ["prison", "detention"],
  ["expulsion", "refoulement"],
  ["expulses", "refoules"],
  ["mineur", "enfant"],
  ["mineurs", "enfants"],
  // Acronyms of the same body in two languages, and everyday names of two places.
  ["unhcr", "hcr"],
  ["ohchr", "hcdh"],
  ["iom", "oim"],
  ["undp", "pnud"],
  ["doutchi", "dogondoutchi"],
  ["damagaram", "zinder"],
] as const;

const synonyms = new Map(
  sameMeaning.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]) as [string, string][],
);

/** The synonym of this word, if any. */
export const synonymOf = (word: string): string | undefined => synonyms.get(word);

/** Maximum number of words in a query; the rest is ignored. */
const maxWords = 8;

/** The words of a query without stop words; all of them when it has only stop words ("Les uns et les autres"). */
export function meaningfulWords(words: readonly string[]): string[] {
  const meaningful = words.filter((word) => !emptyWords.has(word));
  return (meaningful.length > 0 ? meaningful : [...words]).slice(0, maxWords);
}

/** For each word, its joined spellings with the word before or after it: "in gall", "alarme phone". */
export function joinedWith(words: readonly string[]): Map<string, string[]> {
  const joined = new Map<string, string[]>();
  for (const [index, word] of words.slice(1).entries()) {
    const before = words[index] ?? "";
    const both = before + word;
    if (both.length < shortestJoined || both.length > 40) continue;
    for (const part of [before, word]) joined.set(part, [...(joined.get(part) ?? []), both]);
  }
  return joined;
}

/** Minimum length of a joined word: too many short words are known. */
const shortestJoined = 5;

const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/**
 * Corrections of a word: two adjacent letters transposed; for short words, whose sound is not distinctive, also
 * one letter added, removed or replaced.
 */
export function misspellingsOf(word: string): string[] {
  if (word.length < 2 || word.length > 20) return [];
  const places = [...word].map((_, at) => at);
  const swapped = places
    .slice(1)
    .map((at) => word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1));
  const edited =
    word.length > 4
      ? []
      : [...places, word.length].flatMap((at) => [
          word.slice(0, at) + word.slice(at + 1),
          ...letters.flatMap((letter) => [
            word.slice(0, at) + letter + word.slice(at),
            word.slice(0, at) + letter + word.slice(at + 1),
          ]),
        ]);
  return [...new Set([...(word.length > 2 ? swapped : []), ...edited])].filter((meant) => meant !== word);
}

/** How a known word matches a word of the query. */
export interface Near {
  word: string;
  /** `exact`, `prefix`, `sound` (sounds the same), `soundPrefix`, `typo`. */
  kind: "exact" | "prefix" | "sound" | "soundPrefix" | "typo";
  /** Edit distance; smaller is nearer. */
  distance: number;
}

/**
 * The known words that one word of the query matches. A known word, or one with the same sound, is taken as it
 * is; only an unknown one is read as a misspelling, and then only as the nearest words.
 * @param last true for the word still being typed: it may also be a prefix. (For a known word the query itself
 *   searches the prefix.)
 */
export function readingOf(near: readonly Near[], last: boolean): string[] {
  const of = (...kinds: Near["kind"][]) => near.filter(({ kind }) => kinds.includes(kind));
  const known = of("exact", "sound");
  if (known.length > 0) return wordsOf(last && of("exact").length === 0 ? of("sound", "prefix") : known);
  const begun = of("prefix");
  return wordsOf(begun.length > 0 ? begun : nearestOf(of("soundPrefix", "typo")));
}

/** The word as typed; when it is unknown, also its possible corrections. */
export function typedReadingOf(near: readonly Near[], last: boolean, word: string): string[] {
  const isKnown = near.some(({ kind }) => kind === "exact");
  return [...new Set([word, ...(isKnown ? [] : readingOf(near, last))])];
}

/**
 * A wider reading, used when nothing contains all words of the first one: a word that only sounds like a known
 * one ("afrik", "Afrique") may be a misspelling of another ("Africa"). Known words are unchanged.
 */
export function wideReadingOf(near: readonly Near[]): string[] {
  if (near.some(({ kind }) => kind === "exact")) return [];
  return wordsOf(nearestOf(near.filter(({ kind }) => kind === "soundPrefix" || kind === "typo")));
}

function nearestOf(near: readonly Near[]): Near[] {
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least);
}

/** The words, without duplicates. */
export const wordsOf = (near: readonly Near[]): string[] => [...new Set(near.map(({ word }) => word))];

/** A parsed query. */
export interface ParsedQuery {
  /** The significant words as typed, with their case: an acronym is recognised by it. */
  asked: string[];
  /** For `to_tsquery`: every word in one of its readings; null for an empty query. */
  all: string | null;
  /** The same, matching any one of the words. */
  any: string | null;
  /** Both again, with the wider readings. */
  wide: { all: string | null; any: string | null };
  /** Every word searched for, to mark in the results. */
  words: string[];
  /** Words of the query without any match; they were dropped. */
  unknown: string[];
}

/** One word of a query, with the known words it matches. */
export interface WordReading {
  word: string;
  readings: string[];
  /** The further words of the wider reading. */
  wide: string[];
  last: boolean;
}

/** Builds the tsquery from the readings; only letters and digits reach the query language. */
export function buildQuery(readings: readonly WordReading[]): ParsedQuery {
  const understood = readings.filter((reading) => reading.readings.length > 0);
  return {
    asked: readings.map(({ word }) => word),
    ...queryOf(understood.map((reading) => ({ ...reading, words: reading.readings }))),
    wide: queryOf(
      understood.map((reading) => ({ ...reading, words: [...reading.readings, ...reading.wide] })),
    ),
    words: [
      ...new Set(understood.flatMap(({ word, readings, last }) => (last ? [word, ...readings] : readings))),
    ],
    unknown: readings.filter((reading) => reading.readings.length === 0).map(({ word }) => word),
  };
}

/** For `to_tsquery`: every word, as typed or as read; null for an empty query. */
export function everyWord({ asked, all }: Pick<ParsedQuery, "asked" | "all">): string | null {
  if (asked.length === 0) return null;
  const typed = asked.map((word, index) => (index === asked.length - 1 ? `${word}:*` : word)).join(" & ");
  return all ? `(${typed}) | (${all})` : typed;
}

function queryOf(words: { word: string; words: string[]; last: boolean }[]) {
  const groups = words.map(({ word, words, last }) =>
    [...new Set([...(last ? [`${word}:*`] : []), ...words])].join(" | "),
  );
  const [only = null] = groups;
  if (groups.length <= 1) return { all: only, any: only };
  return { all: groups.map((group) => `(${group})`).join(" & "), any: groups.join(" | ") };
}
