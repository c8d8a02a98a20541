import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { type DerivedContent, type DocumentNode, plainTextOf } from "../document-nodes";
import { fragmentName } from "../editor/vocabulary";
import { readingView } from "../reading.server";
import { docWithoutGc } from "./doc-without-gc";

/** Derives everything from a document's log. Applying updates is linear, whereas Yjs's merging is quadratic. */
export function deriveContent(parts: readonly Uint8Array[]): DerivedContent {
  const doc = docWithoutGc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  const content = yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(fragmentName)) as DocumentNode;
  return {
    snapshot: Y.encodeStateAsUpdate(doc),
    content: JSON.stringify(content),
    plainText: plainTextOf(content),
    view: readingView(content),
    clients: [...doc.store.clients.keys()],
  };
}
