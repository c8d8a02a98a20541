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

/** Whether a word carries no meaning, as `normalise()` leaves it. */
export const isEmptyWord = (word: string): boolean => emptyWords.has(word);

/**
 * Words of the field that say the same: what somebody asks for under one, stands under the other. Whole words, as
 * `normalise()` leaves them; endings are the stemmer's business.
 */
const sameMeaning = [
  ["homme", "humain"],
  ["hommes", "humains"],
  ["prison", "detention"],
  ["expulsion", "refoulement"],
  ["expulses", "refoules"],
  ["mineur", "enfant"],
  ["mineurs", "enfants"],
  // Acronyms of the same body in two languages, and what two places are called in daily life.
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

/** Another word of the field for this one, where there is one. */
export const synonymOf = (word: string): string | undefined => synonyms.get(word);

/** More than this many words in one question are not read. */
const maxWords = 8;

/** The words of a question that mean something; all of them when none does ("Les uns et les autres"). */
export function meaningfulWords(words: readonly string[]): string[] {
  const meaningful = words.filter((word) => !emptyWords.has(word));
  return (meaningful.length > 0 ? meaningful : [...words]).slice(0, maxWords);
}

/** For each word, what it makes when written together with the word before or after it: "in gall", "alarme phone". */
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

/** Two words that make less than this together are not tried: too many short words are known. */
const shortestJoined = 5;

const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/**
 * What a word may have been meant as: two neighbouring letters changed places; and for short words, whose sound says
 * too little, one letter too many, missing, or another.
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
 * @param last true for the word still being typed: it may also be the beginning of another. (Of a known word the query
 * itself asks for whatever begins with it.)
 */
export function readingOf(near: readonly Near[], last: boolean): string[] {
  const of = (...kinds: Near["kind"][]) => near.filter(({ kind }) => kinds.includes(kind));
  const known = of("exact", "sound");
  if (known.length > 0) return wordsOf(last && of("exact").length === 0 ? of("sound", "prefix") : known);
  const begun = of("prefix");
  return wordsOf(begun.length > 0 ? begun : nearestOf(of("soundPrefix", "typo")));
}

/** The word as it is typed; where no such word is known, also those that it may be a misspelling of. */
export function typedReadingOf(near: readonly Near[], last: boolean, word: string): string[] {
  const isKnown = near.some(({ kind }) => kind === "exact");
  return [...new Set([word, ...(isKnown ? [] : readingOf(near, last))])];
}

/**
 * The same, read more widely, for when nothing has all words as they were first read: a word that is only heard like
 * a known one ("afrik", "Afrique") may be a misspelling of another ("Africa"). One that is known stays as it is.
 */
export function wideReadingOf(near: readonly Near[]): string[] {
  if (near.some(({ kind }) => kind === "exact")) return [];
  return wordsOf(nearestOf(near.filter(({ kind }) => kind === "soundPrefix" || kind === "typo")));
}

function nearestOf(near: readonly Near[]): Near[] {
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least);
}

/** The words themselves, each once. */
export const wordsOf = (near: readonly Near[]): string[] => [...new Set(near.map(({ word }) => word))];

/** What the search understood of a question. */
export interface ParsedQuery {
  /** The words that mean something, as they were typed: an acronym among them is meant as one. */
  asked: string[];
  /** For `to_tsquery`: every word must be there, in one of its readings; null when nothing was asked. */
  all: string | null;
  /** The same, content with any one of the words. */
  any: string | null;
  /** Both again, with each word read more widely. */
  wide: { all: string | null; any: string | null };
  /** Every word looked for, to mark in what was found. */
  words: string[];
  /** Words of the question that resemble nothing known; they were left out. */
  unknown: string[];
}

/** One word of a question, and the known words that it may stand for. */
export interface WordReading {
  word: string;
  readings: string[];
  /** What it may stand for besides. */
  wide: string[];
  last: boolean;
}

/** Puts the readings of each word together; only letters and digits ever reach the query language. */
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

/** For `to_tsquery`: every word must be there, as it was typed or as it was read; null when nothing was asked. */
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
