import * as Y from "yjs";
import { fragmentName } from "./vocabulary";

/**
 * Takes one of this page's own changes back within the doc, and nothing that was written after it: what it inserted is
 * deleted, what it deleted is there again. An element in which something was written since stays, without the attributes
 * that the change gave it. So the editor, the caret and later words remain where they are.
 * Deleted content is collected by Yjs (this undo manager tracks nothing, so nothing is kept for a redo): a later update of
 * the same client carries its place in the sequence, not the content that was refused.
 */
export function takeBack(doc: Y.Doc, update: Uint8Array): void {
  const { structs, ds: deletions } = Y.decodeUpdate(update);
  const insertions = Y.createDeleteSet();
  for (const { id, length } of structs) {
    const ranges = insertions.clients.get(id.client) ?? [];
    insertions.clients.set(id.client, [...ranges, { clock: id.clock, len: length }]);
  }
  const manager = new Y.UndoManager(doc.getXmlFragment(fragmentName), {
    trackedOrigins: new Set(),
    deleteFilter: hasNothingInside,
  });
  manager.removeTrackedOrigin(manager);
  manager.undoStack.push({ insertions, deletions, meta: new Map() });
  manager.undo();
  manager.destroy();
}

function hasNothingInside({ content }: Y.Item): boolean {
  if (!(content instanceof Y.ContentType)) return true;
  const { type } = content;
  return !(type instanceof Y.XmlFragment || type instanceof Y.XmlText) || type.length === 0;
}

/** Whether every struct of an update was made under this client id. */
export function isMadeUnder(client: number, update: Uint8Array): boolean {
  const { structs } = Y.decodeUpdate(update);
  return structs.length > 0 && structs.every(({ id }) => id.client === client);
}

/** What the doc holds of the clients of these updates, from where they begin, as one update. */
export function updateSince(doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array {
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
  for (const { id } of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    vector.set(id.client, Math.min(vector.get(id.client) ?? id.clock, id.clock));
  }
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(vector));
}
