import * as Y from "yjs";

/**
 * A doc that holds what it is given and adds nothing of its own. Yjs tidies up redundant formatting after every
 * change from elsewhere, by deletions that every copy makes for itself; an editor sends its own to the log, but a
 * copy on the server would then hold deletions that the log does not, and take an editor's for known.
 */
export function docWithoutGc(): Y.Doc {
  const doc = new Y.Doc();
  doc.on("afterTransaction", (transaction: Y.Transaction) => {
    // The hook that Yjs leaves: it looks at this mark right after the event.
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
