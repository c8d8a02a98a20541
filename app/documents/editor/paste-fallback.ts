import type { Slice } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { cleanPastedText } from "./paste-cleanup";

/**
 * Takes over a paste that the editor cannot put in as it is: nothing is left of it, or it does not fit. Its plain words are
 * put in instead; without any, what is selected stays.
 * @param onLeftOut told when there were only files
 * @returns whether the paste is dealt with
 */
export function handlePaste(
  view: EditorView,
  { clipboardData }: ClipboardEvent,
  slice: Slice,
  onLeftOut: () => void,
): boolean {
  if (slice.size > 0 && canInsert(view.state, slice)) return false;
  // A paste without a clipboard is the one made below: not again.
  if (!clipboardData) return true;
  if (clipboardData.files.length > 0 && !clipboardData.types.includes("text/html")) onLeftOut();
  const words = cleanPastedText(clipboardData.getData("text/plain") || wordsOf(slice));
  if (words.trim()) view.pasteText(words, new ClipboardEvent("paste"));
  return true;
}

/**
 * Whether a slice can be put in at the selection. Other editors' clipboards may claim a context that their content does
 * not fit; after an exception the browser would paste by itself, past everything that cleans.
 */
function canInsert({ tr }: EditorState, slice: Slice): boolean {
  try {
    tr.replaceSelection(slice).doc.check();
    return true;
  } catch {
    return false;
  }
}

const wordsOf = ({ content }: Slice): string => content.textBetween(0, content.size, "\n", "\n");
