import { record } from "../audit/audit.server";
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

/** Imports that are listed on the page of the directory. */
const maxListed = 10;
/** Names of records that keep an import from being undone. */
const maxTouchedShown = 10;

interface ImportRow {
  organisationId: string;
  created: boolean;
  version: number;
  parentId: string | null;
}

/** An import that was written, and what has touched its records since; null while it is not written. @throws 404 */
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

/** The viewer's files that wait, and what anybody wrote of late. */
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
 * Takes a whole import back: records that it made are deleted, changed ones are what they were before.
 * @returns false when something else has touched one of them since: then nothing is taken back.
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
      // Held against edits, and against rows that would come to refer to them meanwhile.
      await tx.$queryRaw`
        SELECT 1 FROM "Organisation" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
      if ((await findTouched(row.rows, tx)).length > 0) return false;
      for (const each of row.rows) if (!each.created) await restore(tx, viewer, each, labels);
      const created = row.rows.filter((each) => each.created).map(({ organisationId }) => organisationId);
      await tx.organisation.deleteMany({ where: { id: { in: created } } });
      await tx.directoryImport.update({ where: { id }, data: { undoneAt: now() } });
      await record(tx, {
        personId: viewer.personId,
        action: "directory.import-undone",
        details: { deleted: created.length, restored: row.rows.length - created.length },
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

/** Tables that hold the record itself; a row of any other that names it is somebody's doing. */
const ownTables = [
  "OrganisationRegion",
  "OrganisationDepartement",
  "OrganisationTheme",
  "OrganisationContact",
  "OrganisationIndex",
  "ProfileChange",
];

/** The records of an import that are in another version now, that are gone, or that something has come to refer to. */
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

/** Those of new records that anything refers to, found in the catalogue: later rooms add tables of their own. */
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
          // A record of the same import goes with it.
          name === "Organisation" ? ' AND "id" <> ALL($1::uuid[])' : ""
        }`,
    );
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(selects.join(" UNION "), ids);
  return rows.map(({ id }) => id);
}
