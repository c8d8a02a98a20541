import { isVisible } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import type { Cursor } from "../http/pagination";
import { afterCursorSql, paginate } from "../http/recent-activity-cursor.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { isReadableSpace } from "../workspaces/access.server";
import type { FoundSpace } from "../workspaces/space-pages";
import { type FileKind, type FileRow, filesPerPage } from "./files";

interface Row {
  id: string;
  name: string;
  kind: FileKind;
  tags: string[];
  versions: number;
  changedAt: Date;
  size: number;
  previewWidth: number | null;
  previewHeight: number | null;
  previewSize: number;
  organisation: string | null;
}

/** The files of a folder, or at the top of a space, after a cursor; most recently changed first. */
export async function listFiles(
  viewer: Viewer,
  space: FoundSpace,
  { folder, after }: { folder: string | null; after: Cursor | null },
): Promise<{ files: FileRow[]; next: Cursor | null }> {
  const inFolder = folder ? Prisma.sql`x."folderId" = ${folder}::uuid` : Prisma.sql`x."folderId" IS NULL`;
  return await readPage(
    viewer,
    space.id,
    Prisma.sql`${isVisible(viewer, Prisma.sql`x."state"`)} AND ${inFolder}`,
    after,
  );
}

/** The files in the bin of a space, for those who manage it or put them there. */
export async function listDeletedFiles(
  viewer: Viewer,
  space: FoundSpace & { canManage: boolean; writes: boolean },
  after: Cursor | null,
): Promise<{ files: FileRow[]; next: Cursor | null }> {
  if (!space.writes) return { files: [], next: null };
  const mine = space.canManage ? Prisma.sql`true` : Prisma.sql`x."authorId" = ${viewer.personId}::uuid`;
  return await readPage(viewer, space.id, Prisma.sql`x."state" = 'trashed' AND ${mine}`, after);
}

async function readPage(viewer: Viewer, spaceId: string, which: Prisma.Sql, after: Cursor | null) {
  const rows = await queryPrepared<Row>(Prisma.sql`
    SELECT x."id", x."name", x."kind", x."tags", x."lastVersion" AS "versions", x."changedAt", v."size",
      v."previewWidth", v."previewHeight", v."previewSize",
      COALESCE(${acronymSeenBy(viewer)}, o."name") AS "organisation"
    FROM "File" x
    JOIN "FileVersion" v ON v."fileId" = x."id" AND v."number" = x."lastVersion"
    LEFT JOIN "Organisation" o ON o."id" = x."organisationId"
    WHERE x."spaceId" = ${spaceId}::uuid AND ${isReadableSpace(viewer, spaceId)} AND ${which}
      AND ${afterCursorSql(after)}
    ORDER BY x."changedAt" DESC, x."id" DESC ${literalLimit(filesPerPage + 1)}`);
  const { shown, next } = paginate(rows, filesPerPage);
  return { files: shown.map(rowOf), next };
}

const rowOf = ({ previewWidth, previewHeight, previewSize, changedAt, ...row }: Row): FileRow => ({
  ...row,
  changedAt: changedAt.toISOString(),
  preview:
    previewWidth && previewHeight ? { width: previewWidth, height: previewHeight, size: previewSize } : null,
});
