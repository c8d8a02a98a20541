import { actingFor, recordEvent } from "../audit/record-event.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import { fits } from "./quota.server";

/**
 * Moves the files of a thread along with it, within the transaction that moves the thread: those of its old space that are
 * attached to posts of this thread only. Where they do not fit they stay, and keep their readers.
 */
export async function moveThreadFiles(
  tx: Database,
  viewer: Viewer,
  { threadId, from, to }: { threadId: string; from: string; to: string },
): Promise<void> {
  const files = await tx.$queryRaw<{ id: string; bytes: number }[]>`
    SELECT f."id", (SELECT COALESCE(sum(v."size"::bigint + v."originalSize" + v."previewSize" + v."thumbSize" + v."lightSize"), 0)
      FROM "FileVersion" v WHERE v."fileId" = f."id")::float8 AS "bytes"
    FROM "File" f WHERE f."spaceId" = ${from}::uuid
      AND EXISTS (SELECT FROM "Attachment" a JOIN "Post" p ON p."id" = a."postId"
        WHERE a."fileId" = f."id" AND p."threadId" = ${threadId}::uuid)
      AND NOT EXISTS (SELECT FROM "Attachment" a LEFT JOIN "Post" p ON p."id" = a."postId"
        WHERE a."fileId" = f."id" AND p."threadId" IS DISTINCT FROM ${threadId}::uuid)`;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (files.length === 0 || (await fits(tx, { spaceId: to, organisationId: null }, bytes))) return;
  const ids = files.map(({ id }) => id);
  await tx.file.updateMany({ where: { id: { in: ids } }, data: { spaceId: to, folderId: null } });
  for (const id of ids)
    await recordEvent(tx, actingFor(viewer, voicesOf(viewer)[0]), "file.moved", id, { before: from, to });
}
