import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { readLabels } from "../organisations/labels.server";
import { now } from "../services/services.server";
import { lock, writeChanges } from "./editing.server";
import type { ImportResult, WrittenImport } from "./imports";
import { requireManager } from "./imports.server";
import { type Changes, withChanges } from "./profile-form";
import { valuesOf } from "./values.server";

/** Maximum number of imports listed on the directory's page. */
const maxListed = 10;
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

/** Tables that hold the record itself; a reference from any other table counts as later use. */
const ownTables = [
  "OrganisationRegion",
  "OrganisationDepartement",
  "OrganisationTheme",
  "OrganisationContact",
  "OrganisationIndex",
  "ProfileChange",
];

/** Records of an import that were changed, deleted or referenced since. */
async function findTouched(
  rows: readonly ImportRow[],
  tx: Database,
): Promise<{ id: string; name: string }[]> {
  const there = await tx.organisation.findMany({
    where: { id: { in: rows.map(({ organisationId }) => organisationId) } },
    select: { id: true, name: true, version: true },
  });
  const byId = new Map(there.map((one) => [one.id, one]));
  const created = rows.filter((row) => row.created).map(({ organisationId }) => organisationId);
  const referred = new Set(await findReferred(created, tx));
  return rows.flatMap(({ organisationId, version }) => {
    const now = byId.get(organisationId);
    if (!now) return { id: organisationId, name: "" };
    return now.version !== version || referred.has(organisationId) ? { id: now.id, name: now.name } : [];
  });
}

/** New records with references, found through the catalogue: later rooms add tables. */
async function findReferred(ids: readonly string[], tx: Database): Promise<string[]> {
  if (ids.length === 0) return [];
  const columns = await tx.$queryRaw<{ table: string; name: string; column: string }[]>`
    SELECT c.conrelid::regclass::text AS "table", r.relname AS "name", quote_ident(a.attname) AS "column"
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_class r ON r.oid = c.conrelid
    WHERE c.contype = 'f' AND c.confrelid = '"Organisation"'::regclass AND cardinality(c.conkey) = 1`;
  const selects = columns
    .filter(({ name }) => !ownTables.includes(name))
    .map(
      ({ table, name, column }) =>
        `SELECT ${column} AS id FROM ${table} WHERE ${column} = ANY($1::uuid[])${
          // References between records of the same import are ignored: they are deleted together.
          name === "Organisation" ? ' AND "id" <> ALL($1::uuid[])' : ""
        }`,
    );
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(selects.join(" UNION "), ids);
  return rows.map(({ id }) => id);
}
