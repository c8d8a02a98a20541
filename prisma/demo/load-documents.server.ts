import type { Database } from "../../app/db/database.server";
import { createDocument, rewriteDocument } from "../../app/documents/create.server";
import type { DocumentNode } from "../../app/documents/document-nodes";
import { keepEdition } from "../../app/documents/editions/freeze.server";
import { freezeContent } from "../../app/documents/sync/whole-content";
import { documents } from "./documents";
import { find, instantOf, type Known, readKnown, voiceOf } from "./known.server";
import type { Block, DemoDocument, TextRun } from "./types";

/** Loads the common texts of the demonstration, each as its authors wrote it: one after the other. */
export async function loadDocuments(tx: Database, space: string): Promise<void> {
  const known = { space, ...(await readKnown(tx)) };
  for (const document of documents) await loadDocument(tx, document, known);
}

async function loadDocument(tx: Database, document: DemoDocument, known: Known): Promise<void> {
  const { slug, title, themes, authors, blocks } = document;
  const [first, ...others] = authors.map((author) => voiceOf(author, known));
  if (!first) throw new Error(`Nobody wrote ${slug}.`);
  const part = (share: number) =>
    contentOf(blocks.slice(0, Math.ceil((blocks.length * share) / authors.length)));
  const { id } = await createDocument(tx, {
    ...first,
    title,
    spaceId: known.space,
    idempotencyKey: `demo-${slug}`,
    themeIds: themes.map((theme) => find(known.themes, theme)),
    content: part(1),
    at: instantOf(document.createdAt),
  });
  for (const [index, author] of others.entries()) {
    await rewriteDocument(tx, id, { ...author, content: part(index + 2), at: instantOf(document.updatedAt) });
  }
  await tx.document.update({ where: { id }, data: { status: document.status } });
  if (document.status !== "validated") return;
  const frozen = freezeContent(part(authors.length), title);
  const at = instantOf(document.updatedAt);
  await keepEdition(tx, { id, title, seq: authors.length }, { ...first, at }, frozen);
}

const contentOf = (blocks: readonly Block[]): DocumentNode => ({ type: "doc", content: blocks.map(nodeOf) });

function nodeOf(block: Block): DocumentNode {
  if (block.type === "heading") {
    return { type: "heading", attrs: { level: block.level }, content: block.content.map(runOf) };
  }
  if ("items" in block) {
    const items = block.items.map((item) => ({ type: "listItem", content: [paragraphOf(item)] }));
    return { type: block.type, content: items };
  }
  const paragraph = paragraphOf(block.content);
  return block.type === "blockquote" ? { type: "blockquote", content: [paragraph] } : paragraph;
}

const paragraphOf = (runs: readonly TextRun[]): DocumentNode => ({
  type: "paragraph",
  content: runs.map(runOf),
});

function runOf({ text, bold, italic, href }: TextRun): DocumentNode {
  const marks = [
    ...(bold ? [{ type: "bold" }] : []),
    ...(italic ? [{ type: "italic" }] : []),
    ...(href ? [{ type: "link", attrs: { href } }] : []),
  ];
  return { type: "text", text, ...(marks.length > 0 && { marks }) };
}
