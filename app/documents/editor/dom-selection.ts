import type { EditorView } from "@tiptap/pm/view";

/**
 * Reads a pending browser selection into the editor's state. A browser moves the cursor at once, and fires
 * `selectionchange` a frame later; in between the state still has the old selection. A transaction dispatched then (a
 * remote update or cursor) writes that old selection back into the page, and the next keystroke goes to the old place.
 * Called before each such transaction, this fires the event early: the editor reads the selection by its own code,
 * including changes of the DOM.
 */
export function readPendingSelection(view: EditorView): void {
  if (view.isDestroyed || !view.hasFocus()) return;
  view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
}
