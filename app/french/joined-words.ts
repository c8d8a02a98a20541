import { isEmptyWord } from "./question";

/** Longer names nobody writes in one word. */
const longestJoined = 30;

/**
 * The words of a name written together, as people also type them: over an apostrophe ("Aghrin’man", "N’Guigmi"),
 * two that stand beside each other ("Alarme Phone"), and the whole of a short name ("Terre des hommes").
 */
export function joinedWords(name: string): string[] {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’ʼ]/g, "'");
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  const pairs = words.slice(1).flatMap((word, index) => {
    const before = words[index] ?? "";
    return isEmptyWord(word) || isEmptyWord(before) ? [] : [before + word];
  });
  const overApostrophes = (plain.match(/[a-z0-9]+(?:'[a-z0-9]+)+/g) ?? []).map((word) =>
    word.replaceAll("'", ""),
  );
  const whole = words.length > 2 ? [words.join("")] : [];
  return [...new Set([...pairs, ...overApostrophes, ...whole])].filter(
    ({ length }) => length <= longestJoined,
  );
}
