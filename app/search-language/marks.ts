import { normalise } from "./words";

/** A part of a text: unmarked, or one of the words searched for. Compact, because a page carries sixty of them. */
export type MarkedPart = string | { found: string };

/** Splits a text into matches and the rest, on whole words; ignores accents and endings, as the search does. */
export function markWords(text: string, words: readonly string[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  for (const [piece] of text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)) {
    const last = parts.at(-1);
    if (isLookedFor(normalise(piece), words)) parts.push({ found: piece });
    else if (typeof last === "string") parts[parts.length - 1] = last + piece;
    else parts.push(piece);
  }
  return parts;
}

function isLookedFor(piece: string, words: readonly string[]): boolean {
  return words.some(
    (word) => piece === word || (word.length >= 3 && piece.startsWith(word)) || sameStem(piece, word),
  );
}

/** "migrations" and "migration", "nationale" and "national": equal except for a short ending. */
function sameStem(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  return (
    shorter >= 5 &&
    Math.abs(one.length - other.length) <= 2 &&
    one.slice(0, shorter) === other.slice(0, shorter)
  );
}
