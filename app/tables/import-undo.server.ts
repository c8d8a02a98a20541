import type { Database } from "../db/database.server";

/** A record that an import wrote, with the version that it left. */
export interface WrittenRecord {
  id: string;
  created: boolean;
  version: number;
}

/** The same record now. */
export interface CurrentRecord {
  id: string;
  name: string;
  version: number;
}

/** The table of an importer's records. */
export interface RecordTable {
  /** The name in the database. */
  table: string;
  /** Tables that hold parts of the record; a reference from any other table counts as later use. */
  ownTables: readonly string[];
}

/** Records of an import that were changed, deleted (their name is empty) or referenced since: they prevent its undo. */
export async function findTouchedRecords(
  tx: Database,
  records: RecordTable,
  written: readonly WrittenRecord[],
  current: readonly CurrentRecord[],
): Promise<{ id: string; name: string }[]> {
  const byId = new Map(current.map((one) => [one.id, one]));
  const created = written.filter((row) => row.created).map(({ id }) => id);
  const referenced = new Set(await findReferenced(tx, records, created));
  return written.flatMap(({ id, version }) => {
    const now = byId.get(id);
    if (!now) return { id, name: "" };
    return now.version !== version || referenced.has(id) ? { id, name: now.name } : [];
  });
}

/** New records with references, found through the catalogue of PostgreSQL: later rooms add tables. */
async function findReferenced(
  tx: Database,
  { table: target, ownTables }: RecordTable,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const columns = await tx.$queryRaw<{ table: string; name: string; column: string }[]>`
    SELECT c.conrelid::regclass::text AS "table", r.relname AS "name", quote_ident(a.attname) AS "column"
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_class r ON r.oid = c.conrelid
    WHERE c.contype = 'f' AND c.confrelid = ${`"${target}"`}::text::regclass AND cardinality(c.conkey) = 1`;
  const selects = columns
    .filter(({ name }) => !ownTables.includes(name))
    .map(
      ({ table, name, column }) =>
        `SELECT ${column} AS id FROM ${table} WHERE ${column} = ANY($1::uuid[])${
          // References between records of the same import are ignored: they are deleted together.
          name === target ? ' AND "id" <> ALL($1::uuid[])' : ""
        }`,
    );
  if (selects.length === 0) return [];
  // Not a template: names of tables and columns, here quoted by PostgreSQL itself, cannot be parameters.
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(selects.join(" UNION "), ids);
  return rows.map(({ id }) => id);
}
