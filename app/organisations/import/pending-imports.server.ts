import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { now } from "../../services/services.server";
import { cutText } from "../../tables/cell-text";
import { expiredImports, maxOpenImports } from "../../tables/import-retention.server";
import type { TableRefusal } from "../../tables/table";
import { readTable } from "../../tables/table-reader.server";
import { knownTitles } from "./column-titles";
import { asPending } from "./guessed-columns.server";
import { findOpenImport, requireManager } from "./import-access.server";

/** Maximum number of imports listed on the directory's page. */
const maxListed = 10;

/**
 * Parses a file into a preview; the directory is not changed.
 * @returns its id, or why it cannot be read.
 */
export async function beginImport(
  viewer: Viewer,
  file: { name: string; bytes: Uint8Array },
): Promise<{ id: string } | { refused: TableRefusal }> {
  requireManager(viewer);
  const table = await readTable(file.bytes, { knownTitles });
  if (typeof table === "string") return { refused: table };
  const shown = await asPending(table);
  if (!shown) return { refused: "empty" };
  await forgetOld(viewer);
  const id = newId();
  await db.directoryImport.create({
    data: {
      id,
      personId: viewer.personId,
      createdAt: now(),
      fileName: cutText(file.name, 200),
      file: table.sheetNames.length > 1 ? new Uint8Array(file.bytes) : null,
      ...shown,
    },
  });
  return { id };
}

async function forgetOld(viewer: Viewer): Promise<void> {
  await db.directoryImport.deleteMany({ where: expiredImports() });
  const open = await db.directoryImport.findMany({
    where: { personId: viewer.personId, writtenAt: null },
    orderBy: { createdAt: "desc" },
    skip: maxOpenImports - 1,
    select: { id: true },
  });
  await db.directoryImport.deleteMany({ where: { id: { in: open.map(({ id }) => id) } } });
}

/** The viewer's pending files, and recent imports by anybody. */
export async function listImports(viewer: Viewer) {
  requireManager(viewer);
  const rows = await db.directoryImport.findMany({
    where: { OR: [{ personId: viewer.personId, writtenAt: null }, { NOT: { writtenAt: null } }] },
    orderBy: { createdAt: "desc" },
    take: maxListed,
    select: { id: true, fileName: true, createdAt: true, writtenAt: true, undoneAt: true },
  });
  return rows.map(({ id, fileName, createdAt, writtenAt, undoneAt }) => ({
    id,
    fileName,
    at: (undoneAt ?? writtenAt ?? createdAt).toISOString(),
    state: undoneAt ? ("undone" as const) : writtenAt ? ("written" as const) : ("open" as const),
  }));
}

/** Deletes a pending file. */
export async function deleteImport(viewer: Viewer, id: string | undefined): Promise<void> {
  const row = await findOpenImport(viewer, id);
  if (row) await db.directoryImport.delete({ where: { id: row.id } });
}
