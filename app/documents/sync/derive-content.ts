import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { type DerivedContent, type DocumentNode, plainTextOf } from "../document-nodes";
import { fragmentName } from "../editor/vocabulary";
import { readingView } from "../reading.server";
import { docWithoutGc } from "./doc-without-gc";

/** Everything that is derived from a document, from its log. Applying is linear where Yjs's own merging is quadratic. */
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
