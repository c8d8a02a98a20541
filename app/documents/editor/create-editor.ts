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
  /** The document's title, for screen readers. */
  label: string;
  language: string;
  /** Called when images or files were pasted or dropped, which a document cannot contain. */
  onLeftOut: () => void;
}

/**
 * Creates the editor over one doc. It injects no styles, which the Content-Security-Policy would block; they are in
 * write.css.
 */
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
    // Paste rules would read signs as marks: `*144*2#` is a number to dial.
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
