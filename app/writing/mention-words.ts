/**
 * Mentions as they are typed and as they are stored. Typed: `@JMED`, `@"Prénom Nom"`, `@tous`. Stored: `@{1}`, the number of
 * a row of "PostMention", so that a body holds no name. A typed `@{1}` is stored escaped and stays words.
 */

/** Maximum number of people and organisations that one post mentions; further ones stay words. */
export const maxMentions = 30;
/** Maximum length of a name in a mention. */
export const maxMentionLength = 120;

export interface TypedMention {
  from: number;
  to: number;
  name: string;
  /** Between quotation marks: a name of a person or of an organisation. Otherwise an acronym, or everyone. */
  isName: boolean;
  /** It stands in a quotation of another post. */
  quoted: boolean;
}

const word = String.raw`[\p{L}\p{N}]+(?:[-_&'’.][\p{L}\p{N}]+)*`;
const typed = new RegExp(
  String.raw`(?<![\p{L}\p{N}@_/.\\[])@(?:"([^"\n]{1,120})"|“([^”\n]{1,120})”|«([^»\n]{1,120})»|(${word}))`,
  "gu",
);

/** The mentions of a text as typed, in order. */
export function findTyped(text: string): TypedMention[] {
  return [...text.matchAll(typed)].flatMap((match) => {
    const [all, straight, curly, angle, bare] = match;
    const name = (straight ?? curly ?? angle ?? bare ?? "").trim();
    if (name === "" || name.length > maxMentionLength) return [];
    const line = text.slice(text.lastIndexOf("\n", match.index) + 1, match.index);
    return [
      {
        from: match.index,
        to: match.index + all.length,
        name,
        isName: bare === undefined,
        quoted: /^\s{0,3}>/.test(line),
      },
    ];
  });
}

/** The words that address everyone of a space. */
const everyoneWords = new Set(["tous", "toutes", "all"]);
export const isEveryone = ({ name, isName }: TypedMention): boolean =>
  !isName && everyoneWords.has(name.toLowerCase());

/** The typed form of a name; an acronym needs no quotation marks. */
export function typedMention(name: string, { person }: { person: boolean }): string {
  if (!person && new RegExp(`^${word}$`, "u").test(name)) return `@${name}`;
  return `@"${name.replaceAll('"', "").slice(0, maxMentionLength)}"`;
}

/** The stored form of a mention. */
export const storedMention = (number: number): string => `@{${number}}`;

/** Escapes what only looks like a stored mention. */
export const escapeStored = (text: string): string => text.replace(/@\{(?=\d{1,2}\})/g, "@\\{");

/** Replaces stored mentions by what this returns, and shows escaped ones as they were typed. */
export function restoreTyped(body: string, typedOf: (number: number) => string): string {
  return body
    .replace(/@\{(\d{1,2})\}/g, (_, number: string) => typedOf(Number(number)))
    .replace(/@\\\{(?=\d{1,2}\})/g, "@{");
}
