import { isSafeLink } from "../../http/links";

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

export const isCount: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 100_000;
const isNothing: Check = (value) => value === null || value === undefined;
const isWord: Check = (value) =>
  isNothing(value) || (typeof value === "string" && value.length <= 200 && isStorable(value));

/** Whether PostgreSQL can store these characters: it has neither NUL nor halves of a surrogate pair. */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** Numberings that a list may have beside 1, 2, 3: the values of HTML's attribute. */
export const numberings = ["a", "A", "i", "I"] as const;

/** The title of a text is its first heading, and no part of it. */
export const headingLevels = [2, 3, 4] as const;

/** Every node with its attributes. */
export const nodes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  paragraph: {},
  heading: { level: (value) => headingLevels.some((level) => level === value) },
  bulletList: {},
  orderedList: {
    start: isCount,
    type: (value) => isNothing(value) || numberings.some((one) => one === value),
  },
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
      isSafeLink(value.href) &&
      Object.keys(value).length <= maxMarkAttributes &&
      Object.entries(value).every(([name, entry]) => name === "href" || isWord(entry))),
};

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An editor's link has four: address, target, relation, class. */
const maxMarkAttributes = 10;
