import { actingFor, recordEvent } from "../../audit/record-event.server";
import { type Viewer, voicesOf } from "../../authorization/viewer";
import { db, inTransaction } from "../../db/database.server";
import { badRequest, notFound } from "../../http/errors";
import type { DocumentNode, ReadingView } from "../document-nodes";
import { findStanding, findWritable, type StandingDocument } from "../documents-access.server";
import { derive } from "../sync/derivation.server";
import { documentWorkers } from "../sync/document-workers.server";
import { readOrganisations } from "../writers.server";
import type { Comparison } from "./comparison";
import { maxNamedVersions, type VersionRow, versionsPerPage } from "./versions";

const order = [{ seq: "desc" }, { createdAt: "desc" }, { id: "desc" }] as const;

const rowColumns = {
  id: true,
  seq: true,
  kind: true,
  name: true,
  createdAt: true,
  words: true,
  authorId: true,
  organisationId: true,
  writers: { select: { organisationId: true } },
} as const;

/**
 * The versions of a document, newest first. @param before the id of the last version of the page before. @throws 404
 */
export async function listVersions(
  viewer: Viewer,
  documentId: string | undefined,
  before?: string,
): Promise<{ document: StandingDocument; versions: VersionRow[]; next: string | null }> {
  const document = await findStanding(viewer, documentId);
  const rows = await db.documentVersion.findMany({
    where: { documentId: document.id },
    orderBy: [...order],
    take: versionsPerPage + 1,
    ...(before && { cursor: { id: before }, skip: 1 }),
    select: rowColumns,
  });
  const shown = rows.slice(0, versionsPerPage);
  const [organisations, authors] = await Promise.all([
    readOrganisations(
      viewer,
      shown.flatMap(({ organisationId, writers }) => [
        organisationId,
        ...writers.map((one) => one.organisationId),
      ]),
    ),
    readNames(shown.map(({ authorId }) => authorId)),
  ]);
  const versions = shown.map((row, index) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    words: row.words,
    author: row.authorId ? (authors.get(row.authorId) ?? null) : null,
    organisations: organisations([row.organisationId, ...row.writers.map((one) => one.organisationId)]),
    previousId: rows[index + 1]?.id ?? null,
  }));
  return { document, versions, next: rows.length > versionsPerPage ? (shown.at(-1)?.id ?? null) : null };
}

async function readNames(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people = await db.person.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** A version of a document that the viewer may read, with its content. @throws 404 */
async function findVersion(documentId: string, versionId: string | undefined) {
  const version = versionId
    ? await db.documentVersion.findFirst({ where: { id: versionId, documentId } })
    : null;
  return version ?? notFound();
}

/** A version to be read. @throws 404 */
export async function viewVersion(
  viewer: Viewer,
  documentId: string | undefined,
  versionId: string | undefined,
) {
  const document = await findStanding(viewer, documentId);
  const { id, kind, name, createdAt, content } = await findVersion(document.id, versionId);
  const view: ReadingView = await documentWorkers().view(content as unknown as DocumentNode);
  return { document, version: { id, kind, name, createdAt: createdAt.toISOString() }, ...view };
}

/**
 * Two versions and their differences: by default the newest and the one before it; null where they cannot be compared in the time there is. @throws 404
 */
export async function compareVersions(
  viewer: Viewer,
  documentId: string | undefined,
  { before, after }: { before: string | undefined; after: string | undefined },
) {
  const document = await findStanding(viewer, documentId);
  const [newest, previous = newest] = await newestVersions(document.id);
  const [left, right] = await Promise.all([
    findVersion(document.id, before ?? previous),
    findVersion(document.id, after ?? newest),
  ]);
  const comparison: Comparison | null = await documentWorkers()
    .compare(left.content as unknown as DocumentNode, right.content as unknown as DocumentNode)
    .catch(() => null);
  const shown = ({ id, kind, name, createdAt }: typeof left) => {
    return { id, kind, name, createdAt: createdAt.toISOString() };
  };
  return { document, before: shown(left), after: shown(right), comparison };
}

/** The ids of the newest version and of the one before it. */
async function newestVersions(documentId: string): Promise<string[]> {
  const rows = await db.documentVersion.findMany({
    where: { documentId },
    orderBy: [...order],
    take: 2,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Names a version, or what the document is now; it is kept from then on. @throws 404, 403 for readers */
export async function nameVersion(
  viewer: Viewer,
  documentId: string | undefined,
  { versionId, name }: { versionId?: string; name: string },
): Promise<void> {
  const document = await findStanding(viewer, documentId);
  await findWritable(viewer, document.id);
  await derive(document.id, viewer.personId, document).catch(() => undefined);
  const id = versionId ?? (await newestVersions(document.id))[0] ?? notFound();
  const [organisationId = null] = voicesOf(viewer);
  await inTransaction(async (tx) => {
    const named = await tx.documentVersion.count({ where: { documentId: document.id, name: { not: null } } });
    if (named >= maxNamedVersions) badRequest();
    // What was restored or frozen stays so, with a name of its own.
    const { count } = await tx.$executeRaw`
      UPDATE "DocumentVersion" SET "name" = ${name}, "open" = false, "authorId" = COALESCE("authorId", ${viewer.personId}::uuid),
        "organisationId" = COALESCE("organisationId", ${organisationId}::uuid),
        "kind" = CASE "kind" WHEN 'auto' THEN 'named' ELSE "kind" END
      WHERE "id" = ${id}::uuid AND "documentId" = ${document.id}::uuid`.then((rows) => ({ count: rows }));
    if (count === 0) notFound();
    await recordEvent(tx, actingFor(viewer, organisationId), "document.version-named", document.id);
  });
}
