import { isSafeLink } from "../../http/links";

/**
 * The vocabulary of a document: the nodes, marks and attributes of the editor's schema, as stored in Yjs. The editor,
 * the update pipeline and the reading view all use this table.
 */

/**
 * Version of the editor's schema, stored with each document. Raise it with every added node, mark or attribute: an
 * older editor would delete what it does not know, so it becomes read-only until it is reloaded.
 */
export const schemaVersion = 1;

/** The Yjs fragment with the content (Tiptap's default). */
export const fragmentName = "default";

type Check = (value: unknown) => boolean;

export const isCount: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 100_000;
const isNothing: Check = (value) => value === null || value === undefined;
const isWord: Check = (value) =>
  isNothing(value) || (typeof value === "string" && value.length <= 200 && isStorable(value));

/** Whether PostgreSQL can store these characters: it accepts neither NUL nor unpaired surrogates. */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** List numberings besides 1, 2, 3: the values of HTML's `type` attribute. */
export const numberings = ["a", "A", "i", "I"] as const;

/** Level 1 is the document's title, which is not part of its content. */
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

/** Every mark with its values; null removes a mark. */
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

/** Maximum number of attributes of a mark; an editor's link has four: address, target, relation, class. */
const maxMarkAttributes = 10;
