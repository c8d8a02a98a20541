import type { Database } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { slugOf } from "../http/addresses";
import { now } from "../services/services.server";
import { type DocumentNode, plainTextOf } from "./document-nodes";
import { schemaVersion } from "./editor/vocabulary";
import { readingView } from "./reading.server";
import { firstUpdate, nextUpdate } from "./sync/server-updates.server";

export type DocumentLink = { id: string; slug: string };

/** The author, and the organisation they write for. */
interface Author {
  authorId: string;
  organisationId: string | null;
}

interface NewText extends Author {
  idempotencyKey: string;
  spaceId: string;
  title: string;
  themeIds: string[];
  content?: DocumentNode;
  /** When it was created, if not now. */
  at?: Date;
}

/** Creates a document with its first update, so that two editors do not both initialise an empty one. */
export async function createDocument(tx: Database, text: NewText): Promise<DocumentLink> {
  const { content, themeIds, at = now(), ...row } = text;
  const first = firstUpdate(content);
  return await tx.document.create({
    data: {
      id: newId(),
      ...row,
      slug: slugOf(text.title),
      createdAt: at,
      changedAt: at,
      schemaVersion,
      seq: 1,
      bytes: first.update.byteLength,
      ...derivedFrom(first.content, 1),
      view: { create: viewOf(first.content, 1) },
      themes: { create: themeIds.map((themeId) => ({ themeId })) },
      clients: { create: clientOf(first.client, text, at, content !== undefined) },
      updates: { create: updateOf(1, first.update, text, at) },
      // A blank page is no version.
      ...(content && { versions: { create: versionOf(first.content, 1, text, at) } }),
    },
    select: { id: true, slug: true },
  });
}

/** Replaces the document's content by `content`, as one update of this author. */
export async function rewriteDocument(
  tx: Database,
  documentId: string,
  { content, at = now(), ...author }: Author & { content: DocumentNode; at?: Date },
): Promise<void> {
  const { seq } = await tx.document.update({
    where: { id: documentId },
    data: { seq: { increment: 1 } },
    select: { seq: true },
  });
  const before = await tx.documentUpdate.findMany({
    where: { documentId },
    orderBy: { seq: "asc" },
    select: { bytes: true },
  });
  const next = nextUpdate(
    before.map(({ bytes }) => bytes),
    content,
  );
  await tx.documentUpdate.create({ data: { documentId, ...updateOf(seq, next.update, author, at) } });
  await tx.documentClient.create({ data: { documentId, ...clientOf(next.client, author, at, true) } });
  await tx.document.update({
    where: { id: documentId },
    data: {
      changedAt: at,
      bytes: { increment: next.update.byteLength },
      ...derivedFrom(next.content, seq),
      view: { update: viewOf(next.content, seq) },
      versions: { create: versionOf(next.content, seq, author, at) },
    },
  });
}

const clientOf = (clientId: number, { authorId, organisationId }: Author, at: Date, wrote: boolean) => ({
  clientId,
  personId: authorId,
  organisationId,
  createdAt: at,
  wroteAt: wrote ? at : null,
});

const updateOf = (seq: number, update: Uint8Array, { authorId, organisationId }: Author, at: Date) => ({
  seq,
  authorId,
  organisationId,
  createdAt: at,
  bytes: Buffer.from(update),
});

/** The reading view. Only short content made by the portal is rendered on the main thread. */
function viewOf(content: DocumentNode, seq: number) {
  const { html, outline, words } = readingView(content);
  return { seq, html, outline: outline as unknown as Prisma.InputJsonArray, words };
}

const versionOf = (content: DocumentNode, seq: number, { authorId, organisationId }: Author, at: Date) => ({
  id: newId(),
  seq,
  kind: "auto" as const,
  startedAt: at,
  createdAt: at,
  content: content as unknown as Prisma.InputJsonObject,
  words: readingView(content).words,
  writers: { create: { personId: authorId, organisationId } },
});

const derivedFrom = (content: DocumentNode, derivedSeq: number) => ({
  content: content as unknown as Prisma.InputJsonObject,
  plainText: plainTextOf(content),
  derivedSeq,
});
