import { actingFor, recordEvent } from "../../audit/record-event.server";
import { type Viewer, voicesOf } from "../../authorization/viewer";
import { type Database, inTransaction } from "../../db/database.server";
import type { Prisma } from "../../db/generated/client";
import { newId } from "../../db/ids.server";
import { forbidden } from "../../http/errors";
import { now } from "../../services/services.server";
import {
  findWritable,
  lockDocument,
  managesDocument,
  type StandingDocument,
} from "../documents-access.server";
import { documentWorkers } from "../sync/document-workers.server";
import { readLog } from "../sync/log.server";
import type { Frozen } from "../sync/whole-content";

/** A frozen text: what is signed. `canonical` is what `sha256` is the hash of. */
export interface FrozenEdition {
  id: string;
  number: number;
  sha256: string;
  canonical: string;
}

/** The row is locked while a worker derives the text. */
export const freezeTimeoutMs = 20_000;

/**
 * Freezes a document: from now on no process takes an update of it, and its edition never changes.
 * @param tx of `inTransaction` with `freezeTimeoutMs`
 * @throws 404, 403 for those who do not manage it and for a document that is frozen already
 */
export async function freezeDocument(
  tx: Database,
  viewer: Viewer,
  documentId: string,
): Promise<FrozenEdition> {
  await lockDocument(tx, documentId);
  const document = await findWritable(viewer, documentId, tx);
  if (!(await managesDocument(viewer, document, tx))) forbidden("read-only");
  const { snapshot, updates } = await readLog(documentId);
  const parts = [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
  const frozen = await documentWorkers().freeze(parts, document.title);
  await tx.document.update({ where: { id: documentId }, data: { status: "validated" } });
  const [organisationId = null] = voicesOf(viewer);
  const author = { authorId: viewer.personId, organisationId, at: now() };
  const edition = await keepEdition(tx, document, author, frozen);
  await keepVersion(tx, viewer, document, frozen);
  await recordEvent(tx, actingFor(viewer, organisationId), "document.frozen", documentId, {
    edition: edition.id,
    number: edition.number,
  });
  return edition;
}

/** Writes the edition of a document whose row is locked, so that no other edition takes its number. */
export async function keepEdition(
  tx: Database,
  { id: documentId, title, seq }: Pick<StandingDocument, "id" | "title" | "seq">,
  { authorId, organisationId, at }: { authorId: string; organisationId: string | null; at: Date },
  { canonical, sha256, schema, html, words }: Frozen,
): Promise<FrozenEdition> {
  const number = (await tx.documentEdition.count({ where: { documentId } })) + 1;
  const id = newId();
  await tx.documentEdition.create({
    data: {
      id,
      documentId,
      number,
      seq,
      title,
      schemaVersion: schema,
      canonical,
      sha256,
      html,
      words,
      frozenById: authorId,
      organisationId,
      createdAt: at,
    },
  });
  return { id, number, sha256, canonical };
}

async function keepVersion(
  tx: Database,
  viewer: Viewer,
  { id: documentId, seq }: StandingDocument,
  { content, words }: Frozen,
): Promise<void> {
  const at = now();
  const [organisationId = null] = voicesOf(viewer);
  await tx.documentVersion.updateMany({ where: { documentId, open: true }, data: { open: false } });
  await tx.documentVersion.create({
    data: {
      id: newId(),
      documentId,
      seq,
      kind: "frozen",
      authorId: viewer.personId,
      organisationId,
      startedAt: at,
      createdAt: at,
      content: content as unknown as Prisma.InputJsonObject,
      words,
    },
  });
}

/** `freezeDocument` in a transaction of its own. */
export const freezeNow = (viewer: Viewer, documentId: string): Promise<FrozenEdition> =>
  inTransaction((tx) => freezeDocument(tx, viewer, documentId), { timeoutMs: freezeTimeoutMs });
