/**
 * The only normaliser of words, for search, similarity, duplicates, slugs and mentions. The database has the
 * same rules in SQL (`normalise()`, `words_of()`, prisma/migrations/20261130204500_word_normaliser);
 * words.test.ts compares the two on random strings of many scripts.
 */

// Starts at a boundary, so that a long word without an apostrophe is read once.
const overApostrophes = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+(?:['’‘‛ʼʻ´`′＇][\p{L}\p{M}\p{N}]+)+/gu;
const hyphens = /[\u2010-\u2015\u2212]/g;

/** Letters that do not decompose into a base letter and an accent; the second of each pair is the replacement. */
const singleLetters: Record<string, string> = Object.fromEntries(
  (
    "ʼ' ʻ' øo đd ðd łl ħh ŧt ıi ŋn ɲn ɓb ɗd ƙk ƴy ǝe əe ɛe ɔo ɣg ɠg ɩi ʋv ĸk ςσ ىي یي ێي ېي ٱا کك ةه ەه ہه " +
    "٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9"
  )
    .split(" ")
    .map((pair) => [...pair]),
);
const letters: Record<string, string> = { ...singleLetters, œ: "oe", æ: "ae", ß: "ss", þ: "th" };
const replacedLetters = new RegExp(`[${Object.keys(letters).join("")}]`, "g");

/** Invisible characters: joiners, direction marks, variation selectors, fillers. */
const invisible =
  "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f" +
  "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\u{e0000}-\\u{e0fff}";
/**
 * Accents, Hebrew points, Arabic vowels and tatweel, tones of N’Ko: people leave them out. Vowel signs of other
 * scripts are kept.
 */
const accents =
  "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640" +
  "\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u07eb-\\u07f3\\u08ca-\\u08e1" +
  "\\u08e3-\\u08ff\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f";
const dropped = new RegExp(`[${invisible}${accents}]`, "gu");

const separators = /[^\p{L}\p{M}\p{N}./-]+/gu;

/**
 * Removes the full stops of a dotted acronym, with or without spaces after them: "C.N.D.H." and "C. N. D. H."
 * become "CNDH". Expects spaces for all other separators. No lookbehind: browsers of 2022 would fail to parse
 * the file.
 */
function withoutAcronymDots(text: string): string {
  return text.replace(
    /\.(?: (?=[^ ./0-9-]\.)|(?=[^ ./0-9-](?:[ ./-]|$)))/gu,
    (dot: string, offset: number, whole: string) =>
      /(?:^|[ ./-])[^ ./0-9-]$/u.test(whole.slice(Math.max(0, offset - 3), offset)) ? "" : dot,
  );
}

/** Maximum length of a word; longer ones are cut, since index entries have a size limit. */
export const maxWordLength = 40;

/** Folds letters and digits to their plain forms, separated by spaces or the joining signs (. - /). */
function fold(text: string): string {
  const folded = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(replacedLetters, (letter) => letters[letter] ?? letter)
    .replace(dropped, "")
    .normalize("NFC")
    .replace(hyphens, "-")
    .replace(separators, " ");
  return withoutAcronymDots(folded);
}

/** The words of a string in order, without case, accents and punctuation, separated by one space; may be empty. */
export function normalise(text: string): string {
  return fold(text)
    .replace(/[ ./-]+/g, " ")
    .trim();
}

/** The words of a string in order. */
export function wordsIn(text: string): string[] {
  const normalised = normalise(text);
  return normalised === "" ? [] : normalised.split(" ").map(cutWord);
}

/** The search terms of a string, without duplicates: hyphenated and slashed words by their parts and as one. */
export function searchWordsOf(text: string): string[] {
  const words = fold(text)
    .split(" ")
    .flatMap((chunk) => [
      ...chunk.split(/[./-]+/),
      ...(/[^./-][/-][^./-]/.test(chunk) ? [chunk.replace(/[./-]+/g, "")] : []),
    ]);
  return [...new Set(words.filter(Boolean).map(cutWord))];
}

const cutWord = (word: string): string =>
  word.length > maxWordLength ? [...word].slice(0, maxWordLength).join("") : word;

/** The parts of a string that are joined by an apostrophe: "Aghrin’man". */
export const overApostrophesIn = (text: string): string[] => text.match(overApostrophes) ?? [];

/** Whether two strings have the same words; strings without any are equal to nothing. */
export function sameWords(one: string, other: string): boolean {
  const key = normalise(one);
  return key !== "" && key === normalise(other);
}
