/** Rules for new passwords that need no list; the list itself stays on the server. */

export const minPasswordLength = 12;
export const maxPasswordLength = 128;

/** Letters in keyboard or alphabetical order, to detect sequences. */
const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

/** Whether a password repeats a short string, or follows the alphabet or a keyboard row. */
export function isPattern(password: string): boolean {
  const letters = [...password.toLowerCase()];
  return new Set(letters).size < 4 || isRepeated(letters.join("")) || isRun(letters);
}

function isRepeated(text: string): boolean {
  const pieces = [1, 2, 3, 4, 5, 6].map((length) => text.slice(0, length));
  return pieces.some((piece) => piece.repeat(Math.ceil(text.length / piece.length)).startsWith(text));
}

/** Whether nearly all adjacent letters are neighbours in one of the rows, in either direction. */
function isRun(letters: string[]): boolean {
  const steps = letters.slice(1).filter((letter, index) => areNeighbours(letters[index] ?? "", letter));
  return steps.length >= letters.length - 3;
}

const areNeighbours = (one: string, other: string): boolean =>
  rows.some((row) => row.includes(one + other) || row.includes(other + one));

type Check = (password: string) => boolean;

let knows: Check = () => false;

/** Called once at start on the server, which alone has the list. */
export function provideKnownPasswords(check: Check): void {
  knows = check;
}

/** Whether a password is on the list of common and breached ones; always false in the browser. */
export const isKnownPassword: Check = (password) => knows(password);

/** Minimum number of letters that must remain after known facts are removed. */
const minOwnLetters = 6;

/**
 * Whether a password consists mainly of known facts about its owner (names, addresses, organisation, network), in any
 * order, case, accents, substitutions or direction, with surrounding digits and punctuation.
 */
export function isPersonal(password: string, words: readonly string[]): boolean {
  const known = words.flatMap(piecesOf).sort((one, other) => other.length - one.length);
  return [lettersOf(password), lettersOf(withLetters(password))].some((letters) => {
    const rest = known.reduce((left, piece) => left.replaceAll(piece, " "), letters);
    const own = rest.replaceAll(" ", "");
    return rest !== letters && (own.length < minOwnLetters || isKnownPassword(own));
  });
}

/**
 * Each part of a name and all parts joined, in both directions; short parts are skipped, since they occur in too many
 * words.
 */
function piecesOf(words: string): string[] {
  const parts = words.split(/[^\p{L}\p{M}]+/u).map(lettersOf);
  const pieces = [...parts, parts.join(""), parts.toReversed().join("")];
  const long = [...new Set(pieces)].filter((piece) => piece.length >= 3);
  return [...long, ...long.map((piece) => [...piece].toReversed().join(""))];
}

const lettersOf = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");

const signs: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};
const withLetters = (text: string): string => text.replace(/[013457@$]/g, (sign) => signs[sign] ?? sign);
