import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import type * as Y from "yjs";
import { editorExtensions } from "./editor-schema";
import { FoundLinks } from "./found-links";
import { cleanPastedHtml, cleanPastedText } from "./paste-cleanup";
import { handlePaste } from "./paste-fallback";
import { RemoteCursors } from "./remote-cursors";
import { fragmentName } from "./vocabulary";
import { VocabularyGuard } from "./vocabulary-guard";

interface Options {
  element: HTMLElement;
  doc: Y.Doc;
  editable: boolean;
  /** What the text is called, for screen readers. */
  label: string;
  language: string;
  /** Images or files were pasted or dropped: a document takes none. */
  onLeftOut: () => void;
}

/** The editor over one doc. It brings no styles of its own: they are in write.css, which the policy allows. */
export function createEditor({ element, doc, editable, label, language, onLeftOut }: Options): Editor {
  return new Editor({
    element,
    editable,
    injectCSS: false,
    extensions: [
      ...editorExtensions(),
      Collaboration.configure({ document: doc, field: fragmentName }),
      RemoteCursors,
      FoundLinks,
      VocabularyGuard,
    ],
    // They would take signs for marks: `*144*2#` is a number to dial.
    enablePasteRules: false,
    editorProps: {
      attributes: {
        class: "prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        lang: language,
        spellcheck: "true",
      },
      transformPastedHTML(html) {
        const cleaned = cleanPastedHtml(html);
        if (cleaned.images > 0) onLeftOut();
        return cleaned.html;
      },
      transformPastedText: cleanPastedText,
      handlePaste: (view, event, slice) => handlePaste(view, event, slice, onLeftOut),
      handleDrop(_view, event, slice) {
        if (slice.size > 0 || !event.dataTransfer?.files.length) return false;
        onLeftOut();
        return true;
      },
    },
  });
}
