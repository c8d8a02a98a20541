import type { Slice } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { cleanPastedText } from "./paste-cleanup";

/**
 * Handles a paste that the editor cannot insert, since nothing is left of it or it does not fit. Its plain text is
 * inserted instead; without any, the selection stays.
 * @param onLeftOut called when there were only files
 * @returns whether the paste was handled
 */
export function handlePaste(
  view: EditorView,
  { clipboardData }: ClipboardEvent,
  slice: Slice,
  onLeftOut: () => void,
): boolean {
  if (slice.size > 0 && canInsert(view.state, slice)) return false;
  // A paste without a clipboard comes from the call below: not handled again.
  if (!clipboardData) return true;
  if (clipboardData.files.length > 0 && !clipboardData.types.includes("text/html")) onLeftOut();
  const words = cleanPastedText(clipboardData.getData("text/plain") || wordsOf(slice));
  if (words.trim()) view.pasteText(words, new ClipboardEvent("paste"));
  return true;
}

/**
 * Whether a slice fits at the selection. Other editors' clipboards may claim a context that their content does not fit;
 * after an exception the browser would paste on its own, bypassing all cleanup.
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
