/**
 * What a text may be made of: the nodes, marks and attributes of the editor's schema, as they stand in Yjs. The
 * editor, the door that checks updates and the reading view all go by this table.
 */

/**
 * Version of the editor's schema, kept with each text. Raise it with every node, mark or attribute that is added:
 * an older editor would delete what it does not know, so it may then only read until it is reloaded.
 */
export const schemaVersion = 1;

/** The Yjs fragment that holds the text (Tiptap's default). */
export const fragmentName = "default";

type Check = (value: unknown) => boolean;

const isCount: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 100_000;
const isNothing: Check = (value) => value === null || value === undefined;
const isWord: Check = (value) => isNothing(value) || (typeof value === "string" && value.length <= 200);

/** The title of a text is its first heading, and no part of it. */
export const headingLevels = [2, 3, 4] as const;

/** Every node with its attributes. */
export const nodes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  paragraph: {},
  heading: { level: (value) => headingLevels.some((level) => level === value) },
  bulletList: {},
  orderedList: { start: isCount, type: isNothing },
  listItem: {},
  blockquote: {},
  hardBreak: {},
  horizontalRule: {},
};

const isEmptyMark: Check = (value) => isNothing(value) || (isPlain(value) && Object.keys(value).length === 0);

/** Every mark with what may stand in it; null takes a mark away. */
export const marks: Readonly<Record<string, Check>> = {
  bold: isEmptyMark,
  italic: isEmptyMark,
  underline: isEmptyMark,
  strike: isEmptyMark,
  link: (value) =>
    isNothing(value) ||
    (isPlain(value) &&
      safeHref(value.href) !== null &&
      Object.keys(value).length <= maxMarkAttributes &&
      Object.entries(value).every(([name, entry]) => name === "href" || isWord(entry))),
};

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An editor's link has four: address, target, relation, class. */
const maxMarkAttributes = 10;

/** The longest address a link may have. */
const longestHref = 2_000;

/**
 * An address that a link of a text may lead to, or null: http, https and mailto, written in full. `//evil`,
 * `\\evil`, `javascript:` and whatever is not a string lead nowhere.
 */
export function safeHref(href: unknown): string | null {
  if (
    typeof href !== "string" ||
    href.length > longestHref ||
    !/^(https?:\/\/|mailto:)[^\s\\]+$/i.test(href)
  ) {
    return null;
  }
  const url = URL.canParse(href) ? new URL(href) : null;
  return url && ["http:", "https:", "mailto:"].includes(url.protocol) ? href : null;
}
