import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { badRequest } from "../http/errors";
import { now } from "../services/services.server";
import { isReadableFile, readableFiles } from "./access.server";
import { requireAttachable, touchAttachable } from "./attachables.server";
import { type AttachableKind, type AttachedFile, maxAttachments } from "./attachments";

interface Thing {
  kind: AttachableKind;
  id: string;
}

const columns = {
  post: Prisma.raw('"postId"'),
  task: Prisma.raw('"taskId"'),
  date: Prisma.raw('"dateId"'),
  organisation: Prisma.raw('"organisationId"'),
} satisfies Record<AttachableKind, Prisma.Sql>;

interface Row {
  thing: string;
  id: string;
  name: string;
  description: string;
  kind: AttachedFile["kind"];
  size: number;
  previewWidth: number | null;
  previewHeight: number | null;
  previewSize: number;
  thumbSize: number;
}

/**
 * The files attached to things that the viewer reads, in one query: those that they may read too, since a file keeps the
 * readers of its own space.
 */
export async function listAttachments(
  viewer: Viewer,
  kind: AttachableKind,
  ids: readonly string[],
  from: Database = db,
): Promise<ReadonlyMap<string, AttachedFile[]>> {
  const found = new Map<string, AttachedFile[]>();
  if (ids.length === 0) return found;
  const query = Prisma.sql`
    SELECT a.${columns[kind]} AS "thing", f."id", f."name", f."description", f."kind", v."size", v."previewWidth",
      v."previewHeight", v."previewSize", v."thumbSize"
    FROM "Attachment" a JOIN "File" f ON f."id" = a."fileId"
    JOIN "FileVersion" v ON v."fileId" = f."id" AND v."number" = f."lastVersion"
    WHERE a.${columns[kind]} = ANY(${[...ids]}::uuid[]) AND ${isReadableFile(viewer)}
    ORDER BY a."id"`;
  const rows = from === db ? await queryPrepared<Row>(query) : await from.$queryRaw<Row[]>(query);
  for (const row of rows) found.set(row.thing, [...(found.get(row.thing) ?? []), attachedFile(row)]);
  return found;
}

const attachedFile = ({ id, name, description, kind, size, thumbSize, ...row }: Row): AttachedFile => ({
  id,
  name,
  description,
  kind,
  size,
  preview:
    row.previewWidth && row.previewHeight
      ? { width: row.previewWidth, height: row.previewHeight, size: row.previewSize }
      : null,
  thumb: thumbSize,
});

/**
 * Attaches files of the thing's space, or files that the viewer has added elsewhere, within a transaction that has checked the
 * right on the thing. Files that the viewer may not read are left out. Idempotent.
 */
export async function attachFiles(
  tx: Database,
  viewer: Viewer,
  { kind, id, spaceId }: Thing & { spaceId: string },
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const readable = await tx.file.findMany({
    where: {
      id: { in: [...files] },
      ...readableFiles(viewer),
      OR: [{ spaceId }, { authorId: viewer.personId }],
    },
    select: { id: true },
  });
  const own = { [`${kind}Id`]: id };
  if ((await tx.attachment.count({ where: own })) + readable.length > maxAttachments) badRequest();
  const at = now();
  const order = new Map(files.map((file, index) => [file, index]));
  const rows = readable
    .sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0))
    .map((file) => ({
      id: newId(),
      fileId: file.id,
      ...own,
      createdAt: at,
      createdById: viewer.personId,
    }));
  await tx.attachment.createMany({ data: rows, skipDuplicates: true });
}

/** Attaches files to a thing. Idempotent. @throws 404 when the viewer may not, 400 when there are too many */
export async function addAttachments(viewer: Viewer, thing: Thing, files: readonly string[]): Promise<void> {
  await inTransaction(async (tx) => {
    await attachFiles(tx, viewer, await requireAttachable(viewer, thing, tx), files);
    await touchAttachable(tx, thing);
  });
}

/** Takes a file off a thing; it stays in its space. Idempotent. @throws 404 */
export async function removeAttachment(viewer: Viewer, thing: Thing, fileId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await requireAttachable(viewer, thing, tx);
    await tx.attachment.deleteMany({ where: { fileId, [`${thing.kind}Id`]: thing.id } });
    await touchAttachable(tx, thing);
  });
}

/** Number of files of the space offered to attach. */
const maxOffered = 100;

/** The latest files of a space that can be attached to a thing of it, without those that are. */
export async function listAttachableFiles(
  viewer: Viewer,
  { kind, id, spaceId }: Thing & { spaceId: string },
): Promise<{ id: string; name: string }[]> {
  return await db.file.findMany({
    where: { ...readableFiles(viewer), spaceId, attachments: { none: { [`${kind}Id`]: id } } },
    orderBy: [{ changedAt: "desc" }, { id: "desc" }],
    take: maxOffered,
    select: { id: true, name: true },
  });
}
