import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import type * as Y from "yjs";
import { Carets } from "./carets";
import { editorExtensions } from "./editor-schema";
import { cleanPasted } from "./pasted";
import { fragmentName } from "./vocabulary";

interface Options {
  element: HTMLElement;
  doc: Y.Doc;
  editable: boolean;
  /** What the text is called, for screen readers. */
  label: string;
  language: string;
}

/** The editor over one doc. It brings no styles of its own: they are in write.css, which the policy allows. */
export function makeEditor({ element, doc, editable, label, language }: Options): Editor {
  return new Editor({
    element,
    editable,
    injectCSS: false,
    extensions: [
      ...editorExtensions(),
      Collaboration.configure({ document: doc, field: fragmentName }),
      Carets,
    ],
    editorProps: {
      attributes: {
        ...{ class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": label },
        ...{ lang: language, spellcheck: "true" },
      },
      transformPastedHTML: cleanPasted,
    },
  });
}
