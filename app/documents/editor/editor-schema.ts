import { type Extensions, getSchema, markInputRule, wrappingInputRule } from "@tiptap/core";
import { Heading } from "@tiptap/extension-heading";
import { Italic, underscoreInputRegex } from "@tiptap/extension-italic";
import Link from "@tiptap/extension-link";
import { OrderedList } from "@tiptap/extension-list";
import type { Schema } from "@tiptap/pm/model";
import StarterKit from "@tiptap/starter-kit";
import { isSafeLink, safeHref } from "../../http/links";
import { headingLevels, isCount, numberings } from "./vocabulary";

/**
 * The editor's extensions, and so its schema; `vocabulary.ts` states the same for code without an editor, and a test
 * compares the two. Parsing normalises values here, since the server refuses an update with any other value. No
 * trailing node: it would change a document when it is only opened.
 */
export function editorExtensions(): Extensions {
  return [
    StarterKit.configure({
      heading: false,
      link: false,
      italic: false,
      orderedList: false,
      code: false,
      codeBlock: false,
      trailingNode: false,
      // Undo comes from Yjs, which reverts only the writer's own changes.
      undoRedo: false,
      // Arabic is laid out from the right, in every language of the page.
      paragraph: { HTMLAttributes: { dir: "auto" } },
    }),
    // The first level is the document's title.
    NormalisedHeading.configure({ levels: [...headingLevels], HTMLAttributes: { dir: "auto" } }),
    TypedItalic,
    NormalisedOrderedList,
    NormalisedLink.configure({
      openOnClick: false,
      HTMLAttributes: { target: null, rel: "noreferrer" },
      // `found-links.ts` finds addresses in typed and pasted words, by `http/links.ts`.
      autolink: false,
      linkOnPaste: false,
      isAllowedUri: isSafeLink,
    }),
  ];
}

const NormalisedHeading = Heading.extend({
  addAttributes: () => ({ level: { default: headingLevels[0], rendered: false } }),
});

/** A typed `*mot*` becomes italic; `*144#` and `*144*2#` are numbers to dial, which keep their stars. */
const TypedItalic = Italic.extend({
  addInputRules() {
    return [/(?:^|\s)(\*(?=\p{L})([^*]+)\*)$/u, underscoreInputRegex].map((find) =>
      markInputRule({ find, type: this.type }),
    );
  },
});

/** Neither a year at the start of a line nor pasted initials (« M. Ibrahim ») start a list. */
const NormalisedOrderedList = OrderedList.extend({
  addAttributes: () => ({
    start: { default: 1, parseHTML: startOf },
    type: { default: null, parseHTML: numberingOf },
  }),
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^([1-9]\d?)\.\s$/,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, list) =>
          list.attrs.type === null && list.childCount + list.attrs.start === Number(match[1]),
      }),
    ];
  },
  // The library's only plugin guesses lists in pasted plain text.
  addProseMirrorPlugins: () => [],
});

function startOf(list: HTMLElement): number {
  const start = Number(list.getAttribute("start") ?? 1);
  return isCount(start) ? start : 1;
}

function numberingOf(list: HTMLElement): string | null {
  return numberings.find((one) => one === list.getAttribute("type")) ?? null;
}

const fixed = (value: string | null) => ({ default: value, parseHTML: () => value });

const NormalisedLink = Link.extend({
  // Words typed after a link are not part of it.
  inclusive: false,
  addAttributes: () => ({
    href: { default: null, parseHTML: (link: HTMLElement) => safeHref(link.getAttribute("href")) },
    target: fixed(null),
    rel: fixed("noreferrer"),
    class: fixed(null),
    title: fixed(null),
  }),
});

let schema: Schema | undefined;

/** The editor's schema, for code without an editor. */
export function editorSchema(): Schema {
  schema ??= getSchema(editorExtensions());
  return schema;
}
