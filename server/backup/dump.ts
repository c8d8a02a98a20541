import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { ArchiveWriter } from "./archive";
import { listSequences, listTables, quoted, quotedColumns } from "./catalogue";
import { BackupError, type Manifest, rowsEntryName, type TableRecord } from "./manifest";

/** Rows are buffered up to this size, in bytes, before they are written as one entry. */
const maxPartSize = 4 * 1024 * 1024;

/** The manifest's record of the database. */
export type DatabaseRecord = Pick<Manifest, "postgresql" | "migrations" | "tables" | "sequences">;

/**
 * Copies every row of the portal from one snapshot, while others continue to write: all statements run in one
 * repeatable-read transaction. Share locks prevent a migration from changing the tables meanwhile; they block no reader
 * and no writer.
 * @param client of the database's owner: the portal's own role cannot read the bookkeeping of migrations.
 */
export async function dumpDatabase(client: pg.Client, archive: ArchiveWriter): Promise<DatabaseRecord> {
  const listed = await listTables(client);
  if (listed.length === 0) throw new BackupError("There is no portal in this database: nothing to back up.");
  // On failure the connection ends, and the transaction with it.
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  await client.query(`LOCK TABLE ${listed.map(quoted).join(", ")} IN ACCESS SHARE MODE`);
  const described = await describe(client);
  const tables: TableRecord[] = [];
  for (const [index, table] of (await listTables(client)).entries()) {
    tables.push({ ...table, rows: await dumpTable(client, table, index, archive) });
  }
  // Sequences are not part of snapshots: read after the rows, they are beyond every number in a row.
  const sequences = await listSequences(client);
  await client.query("COMMIT");
  return { ...described, tables, sequences };
}

async function describe(client: pg.Client): Promise<Pick<DatabaseRecord, "postgresql" | "migrations">> {
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  return { postgresql: rows[0]?.version ?? "", migrations };
}

/** @returns its number of rows. @throws BackupError when the rows read are fewer or more than PostgreSQL reports. */
async function dumpTable(
  client: pg.Client,
  table: Pick<TableRecord, "schema" | "name" | "columns">,
  index: number,
  archive: ArchiveWriter,
): Promise<number> {
  const copy = client.query(copyTo(`COPY (SELECT ${quotedColumns(table)} FROM ${quoted(table)}) TO STDOUT`));
  let rows = 0;
  let part = 0;
  let held: Buffer[] = [];
  let heldSize = 0;
  const flush = async (): Promise<void> => {
    await archive.add(rowsEntryName(index, part), Buffer.concat(held, heldSize));
    part += 1;
    held = [];
    heldSize = 0;
  };
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    rows += countLines(chunk);
    held.push(chunk);
    heldSize += chunk.length;
    if (heldSize >= maxPartSize) await flush();
  }
  if (heldSize > 0) await flush();
  if (rows !== copy.rowCount) throw new BackupError(`Rows of ${table.name} were lost on the way: try again.`);
  return rows;
}

const newLine = 10;

/** In COPY's text format each row is one line; line breaks within a value are escaped. */
export function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(newLine); at >= 0; at = chunk.indexOf(newLine, at + 1)) count += 1;
  return count;
}
