import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { type DerivedContent, type DocumentNode, plainTextOf } from "../document-nodes";
import { fragmentName } from "../editor/vocabulary";
import { readingView } from "../reading.server";
import { docWithoutGc } from "./doc-without-gc";

/** Derives everything from a document's log. */
export function deriveContent(parts: readonly Uint8Array[]): DerivedContent {
  const doc = docOf(parts);
  const content = contentOf(doc);
  return {
    snapshot: Y.encodeStateAsUpdate(doc),
    content: JSON.stringify(content),
    plainText: plainTextOf(content),
    view: readingView(content),
    clients: [...doc.store.clients.keys()],
  };
}

/** The doc of a log. Applying updates is linear, whereas Yjs's merging is quadratic. */
export function docOf(parts: readonly Uint8Array[]): Y.Doc {
  const doc = docWithoutGc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  return doc;
}

/** The content of a doc, as the database can store it. */
export const contentOf = (doc: Y.Doc): DocumentNode =>
  storable(yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(fragmentName))) as DocumentNode;

/** What PostgreSQL stores neither as text nor as JSON: NUL, and surrogates without their other half. */
const unstorable = /[\0\p{Surrogate}]/gu;

/**
 * The same content with U+FFFD for what the database does not store. Such characters are refused today, but may stand in
 * the log of an older document, which is shown all the same. A bigint, which JSON does not have, becomes a string.
 */
function storable(value: unknown): unknown {
  if (typeof value === "string") return value.replace(unstorable, "\ufffd");
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]));
}
