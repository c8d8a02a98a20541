import { createHash } from "node:crypto";
import type { DocumentNode } from "../document-nodes";
import { canonicalForm } from "../editions/canonical";
import { schemaVersion } from "../editor/vocabulary";
import { guardedContent, readingView } from "../reading.server";
import { contentOf, docOf } from "./derive-content";
import { updateTo } from "./server-updates.server";

/** A document that was made equal to another content. */
export interface Rewritten {
  client: number;
  update: Uint8Array;
  /** The content before, with its number of words. */
  before: { content: DocumentNode; words: number };
  /** The content after. */
  after: { content: DocumentNode; words: number };
}

/** Makes a document equal to `content`, by a forward edit. */
export function rewrite(parts: readonly Uint8Array[], content: DocumentNode): Rewritten {
  const doc = docOf(parts);
  const before = contentOf(doc);
  const { client, update } = updateTo(doc, guardedContent(content));
  const after = contentOf(doc);
  return { client, update, before: counted(before), after: counted(after) };
}

const counted = (content: DocumentNode) => ({ content, words: readingView(content).words });

/** A document in its canonical form, to be frozen. */
export interface Frozen {
  canonical: string;
  sha256: string;
  schema: number;
  html: string;
  words: number;
  content: DocumentNode;
}

export const freeze = (parts: readonly Uint8Array[], title: string): Frozen =>
  freezeContent(contentOf(docOf(parts)), title);

/** A content in its canonical form, with what its page shows. */
export function freezeContent(content: DocumentNode, title: string): Frozen {
  const canonical = canonicalForm({ title, schema: schemaVersion, content });
  const { html, words } = readingView(content);
  const sha256 = createHash("sha256").update(canonical, "utf8").digest("hex");
  return { canonical, sha256, schema: schemaVersion, html, words, content };
}
