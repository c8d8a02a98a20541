import * as Y from "yjs";
import { fragmentName } from "./vocabulary";

/**
 * Reverts one of this page's own updates within the doc, and nothing written after it: inserted content is deleted,
 * deleted content restored. An element with later content stays, without the attributes that the update gave it. So the
 * editor, the cursor and later words keep their place. Yjs garbage-collects the deleted content (this undo manager
 * tracks nothing, so nothing is kept for a redo): a later update of the same client carries its place in the sequence,
 * not the refused content.
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

/** Whether every struct of an update has this client id. */
export function isMadeUnder(client: number, update: Uint8Array): boolean {
  const { structs } = Y.decodeUpdate(update);
  return structs.length > 0 && structs.every(({ id }) => id.client === client);
}

/** The structs in the doc of these updates' clients, from where the updates begin, as one update. */
export function updateSince(doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array {
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
  for (const { id } of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    vector.set(id.client, Math.min(vector.get(id.client) ?? id.clock, id.clock));
  }
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(vector));
}
