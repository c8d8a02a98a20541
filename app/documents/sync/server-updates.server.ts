import { prosemirrorJSONToYDoc, updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import type { DocumentNode } from "../document-nodes";
import { editorSchema } from "../editor/editor-schema";
import { fragmentName } from "../editor/vocabulary";
import { docOf } from "./derive-content";

const blank: DocumentNode = { type: "doc", content: [{ type: "paragraph" }] };

/** An update made by the portal itself, its Yjs client id, and the document after it. */
export interface ServerUpdate {
  client: number;
  update: Uint8Array;
  content: DocumentNode;
}

/** The first update of a document. */
export function firstUpdate(content: DocumentNode = blank): ServerUpdate {
  const doc = prosemirrorJSONToYDoc(editorSchema(), content, fragmentName);
  return { client: doc.clientID, update: Y.encodeStateAsUpdate(doc), content };
}

/** The smallest update that makes a document equal to `content`. */
export function nextUpdate(before: readonly Uint8Array[], content: DocumentNode): ServerUpdate {
  return updateTo(docOf(before), content);
}

/** Makes a doc equal to `content`. @returns what changed, as one update. */
export function updateTo(doc: Y.Doc, content: DocumentNode): ServerUpdate {
  const held = Y.encodeStateVector(doc);
  const wanted = editorSchema().nodeFromJSON(content);
  doc.transact(() => {
    const meta = { mapping: new Map(), isOMark: new Map() };
    updateYFragment(doc, doc.getXmlFragment(fragmentName), wanted, meta);
  });
  return { client: doc.clientID, update: Y.encodeStateAsUpdate(doc, held), content };
}
