import { recordEvent } from "../../audit/record-event.server";
import type { Viewer } from "../../authorization/viewer";
import { type Database, db, inTransaction } from "../../db/database.server";
import { notFound } from "../../http/errors";
import { now } from "../../services/services.server";
import { lock, writeChanges } from "../profile/editing.server";
import type { ProfileValues } from "../profile/profile-form";
import { valuesOf } from "../profile/profile-values.server";
import { readLabels } from "../reference-labels.server";
import { requireManager } from "./import-access.server";
import type { ImportResult, KeptRecord, UndoResult, WrittenImport } from "./import-preview";
import { findCreatedToKeep, type ImportRow, keptIn, readImported, restoredValues } from "./undo-plan.server";

/** Maximum number of records named that an undo keeps. */
const maxKeptNamed = 200;

/**
 * A written import, and what its undo would keep; null while it is not written.
 * @throws 404
 */
export async function findWrittenImport(
  viewer: Viewer,
  id: string | undefined,
): Promise<WrittenImport | null> {
  requireManager(viewer);
  const row = id ? await db.directoryImport.findUnique({ where: { id }, include: { rows: true } }) : null;
  if (!row) notFound();
  if (!row.writtenAt) return null;
  const { undone, ...result } = row.result as unknown as ImportResult & { undone?: UndoResult };
  return {
    id: row.id,
    fileName: row.fileName,
    result,
    writtenAt: row.writtenAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undone: undone ?? null,
    touched: row.undoneAt ? [] : (await findKept(row.rows)).slice(0, maxKeptNamed),
  };
}

/** What an undo now would keep: created records in use, and fields of changed ones that were edited since. */
async function findKept(rows: readonly ImportRow[]): Promise<KeptRecord[]> {
  const created = await findCreatedToKeep(rows, db);
  const edited = await keptIn(
    rows.filter((row) => !row.created),
    db,
  );
  return [...created.map((one) => ({ ...one, fields: [] })), ...edited];
}

/**
 * Undoes an import: created records are deleted, changed fields get their former values. What was used or edited since is
 * kept and named. Idempotent.
 */
export async function undoImport(viewer: Viewer, id: string | undefined): Promise<void> {
  if (!(await findWrittenImport(viewer, id)) || !id) notFound();
  const labels = await readLabels("fr");
  await inTransaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "DirectoryImport" WHERE "id" = ${id}::uuid FOR UPDATE`;
      const row = await tx.directoryImport.findUniqueOrThrow({ where: { id }, include: { rows: true } });
      if (row.undoneAt) return;
      const ids = row.rows.map(({ organisationId }) => organisationId);
      // Locks the rows against edits, and against new references from other tables.
      await tx.$queryRaw`
        SELECT 1 FROM "Organisation" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
      const undone = await putBack(tx, viewer, row.rows, labels);
      await tx.directoryImport.update({
        where: { id },
        data: { undoneAt: now(), result: { ...(row.result as object), undone: undone as object } },
      });
      const { deleted, restored, keptCount } = undone;
      await recordEvent(tx, viewer, "directory.import-undone", null, { deleted, restored, left: keptCount });
    },
    { timeoutMs: 300_000 },
  );
}

type Labels = Awaited<ReturnType<typeof readLabels>>;

async function putBack(
  tx: Database,
  viewer: Viewer,
  rows: readonly ImportRow[],
  labels: Labels,
): Promise<UndoResult> {
  const kept: KeptRecord[] = [];
  let restored = 0;
  for (const row of rows.filter((each) => !each.created)) {
    const left = await restore(tx, viewer, row, labels);
    if (left) kept.push(left);
    if (left?.name !== "") restored++;
  }
  const inUse = await findCreatedToKeep(rows, tx);
  const stays = new Set(inUse.map(({ id }) => id));
  const removed = rows.flatMap((row) =>
    row.created && !stays.has(row.organisationId) ? [row.organisationId] : [],
  );
  const { count: deleted } = await tx.organisation.deleteMany({ where: { id: { in: removed } } });
  const all = [...inUse.map((one) => ({ ...one, fields: [] })), ...kept];
  return { deleted, restored, kept: all.slice(0, maxKeptNamed), keptCount: all.length };
}

/** Puts the former values back. @returns what is kept of the record, because it was edited since. */
async function restore(
  tx: Database,
  viewer: Viewer,
  imported: ImportRow,
  labels: Labels,
): Promise<KeptRecord | null> {
  const { organisationId: id, parentId } = imported;
  const exists = await tx.organisation.findUnique({ where: { id }, select: { id: true } });
  if (!exists) return { id, name: "", fields: [] };
  const row = await lock(tx, id);
  const { values, kept } = restoredValues(valuesOf(row), await readImported(tx, imported));
  const parent = hasParent(values, valuesOf(row)) ? parentId : row.parentId;
  await writeChanges(tx, viewer, row, values, { labels, parentId: parent, act: "undone" });
  return kept.length > 0 ? { id, name: row.name, fields: kept } : null;
}

/** The undo changes the parent organisation. */
const hasParent = (restored: ProfileValues, current: ProfileValues) => restored.parent !== current.parent;
