import { recordEvent } from "../../audit/record-event.server";
import type { Viewer } from "../../authorization/viewer";
import { type Database, db, inTransaction } from "../../db/database.server";
import { notFound } from "../../http/errors";
import { now } from "../../services/services.server";
import { findTouchedRecords, type RecordTable } from "../../tables/import-undo.server";
import { lock, writeChanges } from "../profile/editing.server";
import { type Changes, withChanges } from "../profile/profile-form";
import { valuesOf } from "../profile/profile-values.server";
import { readLabels } from "../reference-labels.server";
import { requireManager } from "./import-access.server";
import type { ImportResult, WrittenImport } from "./import-preview";

/** Maximum number of names shown for records that prevent an undo. */
const maxTouchedShown = 10;

interface ImportRow {
  organisationId: string;
  created: boolean;
  version: number;
  parentId: string | null;
}

/**
 * A written import, and later changes to its records; null while it is not written.
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
  return {
    id: row.id,
    fileName: row.fileName,
    result: row.result as unknown as ImportResult,
    writtenAt: row.writtenAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    touched: row.undoneAt ? [] : (await findTouched(row.rows, db)).slice(0, maxTouchedShown),
  };
}

/**
 * Undoes a whole import: created records are deleted, changed ones restored.
 * @returns false, with nothing undone, when one of them was changed since.
 */
export async function undoImport(viewer: Viewer, id: string | undefined): Promise<boolean> {
  if (!(await findWrittenImport(viewer, id)) || !id) notFound();
  const labels = await readLabels("fr");
  return await inTransaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "DirectoryImport" WHERE "id" = ${id}::uuid FOR UPDATE`;
      const row = await tx.directoryImport.findUniqueOrThrow({ where: { id }, include: { rows: true } });
      if (row.undoneAt) return true;
      const ids = row.rows.map(({ organisationId }) => organisationId);
      // Locks the rows against edits, and against new references from other tables.
      await tx.$queryRaw`
        SELECT 1 FROM "Organisation" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
      if ((await findTouched(row.rows, tx)).length > 0) return false;
      for (const each of row.rows) if (!each.created) await restore(tx, viewer, each, labels);
      const created = row.rows.filter((each) => each.created).map(({ organisationId }) => organisationId);
      await tx.organisation.deleteMany({ where: { id: { in: created } } });
      await tx.directoryImport.update({ where: { id }, data: { undoneAt: now() } });
      await recordEvent(tx, viewer, "directory.import-undone", null, {
        deleted: created.length,
        restored: row.rows.length - created.length,
      });
      return true;
    },
    { timeoutMs: 300_000 },
  );
}

async function restore(
  tx: Database,
  viewer: Viewer,
  { organisationId, version, parentId }: ImportRow,
  labels: Awaited<ReturnType<typeof readLabels>>,
): Promise<void> {
  const row = await lock(tx, organisationId);
  const change = await tx.profileChange.findFirst({ where: { organisationId, version, act: "imported" } });
  const values = withChanges(valuesOf(row), (change?.fields ?? {}) as Changes, "before");
  await writeChanges(tx, viewer, row, values, { labels, parentId, act: "undone" });
}

/** A reference to an organisation from any other table counts as later use. */
const records: RecordTable = {
  table: "Organisation",
  ownTables: [
    "OrganisationRegion",
    "OrganisationDepartement",
    "OrganisationTheme",
    "OrganisationContact",
    "OrganisationIndex",
    "ProfileChange",
  ],
};

/** The organisations of an import that prevent its undo. */
async function findTouched(
  rows: readonly ImportRow[],
  tx: Database,
): Promise<{ id: string; name: string }[]> {
  const written = rows.map(({ organisationId, created, version }) => ({
    id: organisationId,
    created,
    version,
  }));
  const current = await tx.organisation.findMany({
    where: { id: { in: written.map(({ id }) => id) } },
    select: { id: true, name: true, version: true },
  });
  return await findTouchedRecords(tx, records, written, current);
}
