import { type Extensions, getSchema } from "@tiptap/core";
import Link from "@tiptap/extension-link";
import type { Schema } from "@tiptap/pm/model";
import StarterKit from "@tiptap/starter-kit";
import { headingLevels, safeHref } from "./vocabulary";

/**
 * The editor's own extensions, and so its schema; `vocabulary.ts` says the same to those who have no editor, and a
 * test compares the two. No trailing node: it would write into a text merely because somebody opened it.
 */
export function editorExtensions(): Extensions {
  return [
    StarterKit.configure({
      // The first level is the text's title.
      heading: { levels: [...headingLevels] },
      link: false,
      code: false,
      codeBlock: false,
      trailingNode: false,
      // Undoing is Yjs's: only one's own changes.
      undoRedo: false,
    }),
    // What is written after a link is not part of it.
    Link.extend({ inclusive: false }).configure({
      openOnClick: false,
      HTMLAttributes: { target: null, rel: "noreferrer" },
      autolink: true,
      linkOnPaste: true,
      defaultProtocol: "https",
      isAllowedUri: (href) => safeHref(href) !== null,
      shouldAutoLink: (href) => safeHref(href) !== null,
    }),
  ];
}

let schema: Schema | undefined;

/** The editor's schema, for whoever has no editor. */
export function editorSchema(): Schema {
  schema ??= getSchema(editorExtensions());
  return schema;
}
