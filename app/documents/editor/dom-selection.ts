import type { EditorView } from "@tiptap/pm/view";

/**
 * Takes a pending selection of the browser into the editor's state. A browser moves the caret at once, and fires
 * `selectionchange` a frame later; in between the state still has the old selection. Whatever is dispatched then (an update
 * from elsewhere, the caret of a colleague) writes that old selection back into the page, and what is typed next lands at the
 * old place. Called before each such transaction, this fires the event that is due: the editor reads the selection by its own
 * code, as it would a moment later, changes of the DOM included.
 */
export function readPendingSelection(view: EditorView): void {
  if (view.isDestroyed || !view.hasFocus()) return;
  view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
}
