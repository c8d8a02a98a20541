import { isEmptyWord } from "./query";
import { overApostrophesIn, wordsIn } from "./words";

/** Longer names are never typed as one word. */
const maxJoinedLength = 30;

/**
 * The words of a name in joined spellings: across an apostrophe ("Aghrin’man", "N’Guigmi"), two adjacent words
 * ("Alarme Phone"), and the whole of a short name ("Terre des hommes").
 */
export function joinedWords(name: string): string[] {
  const words = wordsIn(name);
  const pairs = words.slice(1).flatMap((word, index) => {
    const before = words[index] ?? "";
    return isEmptyWord(word) || isEmptyWord(before) ? [] : [before + word];
  });
  const overApostrophes = overApostrophesIn(name).map((word) => wordsIn(word).join(""));
  const whole = words.length > 2 ? [words.join("")] : [];
  return [...new Set([...pairs, ...overApostrophes, ...whole])].filter(
    ({ length }) => length <= maxJoinedLength,
  );
}
