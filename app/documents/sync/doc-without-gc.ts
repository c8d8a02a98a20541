import * as Y from "yjs";

/**
 * A doc that never adds deletions of its own. Yjs removes redundant formatting after each remote change, by deletions
 * that every copy makes for itself. An editor sends its own to the log, but a server copy would hold deletions that the
 * log lacks, and treat an editor's as known.
 */
export function docWithoutGc(): Y.Doc {
  const doc = new Y.Doc();
  doc.on("afterTransaction", (transaction: Y.Transaction) => {
    // Yjs reads this flag right after the event.
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
