import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { faithfulDoc } from "./faithful-doc";
import { readingView } from "./reading.server";
import { type Digest, plainTextOf, type TextNode } from "./text-nodes";
import { fragmentName } from "./vocabulary";

/** Everything that is derived from a document, from its log. Applying is linear where Yjs's own merging is quadratic. */
export function deriveContent(parts: readonly Uint8Array[]): Digest {
  const doc = faithfulDoc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  const content = yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(fragmentName)) as TextNode;
  return {
    snapshot: Y.encodeStateAsUpdate(doc),
    content: JSON.stringify(content),
    plainText: plainTextOf(content),
    view: readingView(content),
    clients: [...doc.store.clients.keys()],
  };
}
