import { actingFor, recordEvent } from "../../audit/record-event.server";
import { type Viewer, voicesOf } from "../../authorization/viewer";
import { type Database, inTransaction } from "../../db/database.server";
import type { Prisma } from "../../db/generated/client";
import { newId } from "../../db/ids.server";
import { badRequest, forbidden, notFound } from "../../http/errors";
import * as bus from "../../realtime/bus.server";
import { log, now } from "../../services/services.server";
import type { DocumentNode } from "../document-nodes";
import { findWritable, lockDocument, type StandingDocument } from "../documents-access.server";
import { schemaVersion } from "../editor/vocabulary";
import { derive } from "../sync/derivation.server";
import { documentWorkers } from "../sync/document-workers.server";
import { insertOne, readLog } from "../sync/log.server";
import { maxDocumentBytes } from "../sync/update-pipeline.server";
import type { Rewritten } from "../sync/whole-content";

/** The row is locked while a worker makes the update. */
const timeoutMs = 20_000;

/**
 * Makes a document equal to one of its versions by a forward edit: what was written later stays in the log and in its
 * versions, and no client can undo it. Writers who have it open receive it as an update.
 * @throws 404, 403 for readers and for frozen documents, 400 when the document would be too large
 */
export async function restoreVersion(
  viewer: Viewer,
  documentId: string | undefined,
  versionId: string | undefined,
): Promise<StandingDocument> {
  const document = await findWritable(viewer, documentId);
  const seq = await inTransaction((tx) => restoreIn(tx, viewer, document.id, versionId), { timeoutMs });
  bus.publish("document:changed", { document: document.id, seq });
  await derive(document.id, viewer.personId, document).catch((error: unknown) => {
    log().warn({ err: error, document: document.id }, "a restored text is shown as it last could be read");
  });
  return document;
}

async function restoreIn(
  tx: Database,
  viewer: Viewer,
  documentId: string,
  versionId: string | undefined,
): Promise<number> {
  await lockDocument(tx, documentId);
  const document = await findWritable(viewer, documentId, tx);
  const version = versionId
    ? await tx.documentVersion.findFirst({ where: { id: versionId, documentId } })
    : null;
  if (!version) notFound();
  const { snapshot, updates } = await readLog(documentId);
  const parts = [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
  const rewritten = await documentWorkers().rewrite(parts, version.content as unknown as DocumentNode);
  if (document.bytes + rewritten.update.byteLength > maxDocumentBytes) badRequest();
  const seq = await append(tx, viewer, document, rewritten);
  await keepBoth(tx, viewer, document, { seq, rewritten });
  const [organisationId] = voicesOf(viewer);
  await recordEvent(tx, actingFor(viewer, organisationId), "document.version-restored", documentId);
  return seq;
}

/** Appends the update under a client id of this person; the statement checks every right once more. */
async function append(
  tx: Database,
  viewer: Viewer,
  { id: documentId, spaceId }: StandingDocument,
  { client, update }: Rewritten,
): Promise<number> {
  const [organisationId = null] = voicesOf(viewer);
  await tx.documentClient.create({
    data: {
      documentId,
      clientId: client,
      personId: viewer.personId,
      organisationId,
      createdAt: now(),
      wroteAt: now(),
    },
  });
  const append = {
    documentId,
    spaceId,
    bytes: update,
    author: viewer,
    organisationId,
    schema: schemaVersion,
  };
  return (await insertOne(append)) ?? forbidden("read-only");
}

/** Keeps what the document was, if no version has it yet, and what it is now. */
async function keepBoth(
  tx: Database,
  viewer: Viewer,
  document: StandingDocument,
  { seq, rewritten }: { seq: number; rewritten: Rewritten },
): Promise<void> {
  const at = now();
  const [organisationId = null] = voicesOf(viewer);
  const versionOf = ({ content, words }: Rewritten["before"]) => ({
    id: newId(),
    documentId: document.id,
    startedAt: at,
    createdAt: at,
    content: content as unknown as Prisma.InputJsonObject,
    words,
  });
  await tx.documentVersion.updateMany({
    where: { documentId: document.id, open: true },
    data: { open: false },
  });
  const known = await tx.documentVersion.count({ where: { documentId: document.id, seq: { gte: seq - 1 } } });
  if (known === 0) {
    await tx.documentVersion.create({ data: { ...versionOf(rewritten.before), seq: seq - 1, kind: "auto" } });
  }
  const restored = { ...versionOf(rewritten.after), seq, kind: "restored" as const };
  await tx.documentVersion.create({ data: { ...restored, authorId: viewer.personId, organisationId } });
}
