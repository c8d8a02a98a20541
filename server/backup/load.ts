import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import {
  advisoryLock,
  applyInTransaction,
  bookkeeping,
  type Migration,
  readMigrations,
} from "../database/migrate";
import {
  dropStatements,
  listForeignKeys,
  listTables,
  listTablesWithTriggers,
  quoted,
  quotedColumns,
} from "./catalogue";
import { BackupError, type Manifest, type TableRecord } from "./manifest";

/**
 * The migrations that a backup was made with.
 * @param folder prisma/migrations of this portal.
 * @throws BackupError when this portal does not have them: a newer one made the backup.
 */
export async function migrationsOf(manifest: Manifest, folder: string): Promise<Migration[]> {
  const known = new Map((await readMigrations(folder)).map((migration) => [migration.name, migration]));
  return manifest.migrations.map(({ name, checksum }) => {
    const migration = known.get(name);
    if (!migration) {
      throw new BackupError(
        `The backup was made by a newer version of the portal: it holds the migration ${name}, which this one does not know. Restore it with that version.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new BackupError(
        `The backup was made with another wording of the migration ${name} than this portal's.`,
      );
    }
    return migration;
  });
}

/**
 * Replaces the whole database by the contents of a backup in one transaction. The schema comes from the migrations that
 * the backup was made with; the caller applies later ones.
 *
 * The owner of the tables is not a superuser, so triggers and foreign keys cannot be disabled for the session: user
 * triggers are disabled per table, and foreign keys are recreated after the rows, which checks every row.
 * @param copyRows receives the consumer of the rows, and has to read the whole backup.
 */
export async function loadDatabase(
  client: pg.Client,
  manifest: Manifest,
  migrations: readonly Migration[],
  copyRows: (rows: RowsLoader) => Promise<void>,
): Promise<void> {
  // On failure the connection ends, and the transaction with it: during a COPY, ROLLBACK is not possible.
  await client.query("BEGIN");
  await client.query("SELECT pg_advisory_xact_lock($1)", [advisoryLock]);
  for (const statement of await dropStatements(client)) await client.query(statement);
  await client.query(bookkeeping);
  for (const migration of migrations) await applyInTransaction(client, migration);
  await refuseOtherTables(client, manifest.tables);
  await loadRows(client, manifest, copyRows);
  await client.query("COMMIT");
  for (const table of manifest.tables) await client.query(`ANALYZE ${quoted(table)}`);
}

/** Loads the rows of the backup, table by table, in the order of the manifest. */
export interface RowsLoader {
  add(table: number, content: AsyncIterable<Buffer>): Promise<void>;
}

async function loadRows(
  client: pg.Client,
  { tables, sequences }: Manifest,
  copyRows: (rows: RowsLoader) => Promise<void>,
): Promise<void> {
  const foreignKeys = await listForeignKeys(client);
  for (const { drop } of foreignKeys) await client.query(drop);
  await client.query(`TRUNCATE ${tables.map(quoted).join(", ")}`);
  const withTriggers = await listTablesWithTriggers(client);
  for (const table of withTriggers) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);

  const loader = new TablesLoader(client, tables);
  await copyRows(loader);
  await loader.end();

  for (const sequence of sequences) {
    await client.query("SELECT setval($1::regclass, $2, $3)", [
      quoted(sequence),
      sequence.value,
      sequence.isCalled,
    ]);
  }
  for (const { add } of foreignKeys) await client.query(add);
  for (const table of withTriggers) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

/** The same migrations create the same tables; a backup that differs would be restored only in part. */
async function refuseOtherTables(client: pg.Client, tables: readonly TableRecord[]): Promise<void> {
  const shape = (list: readonly Pick<TableRecord, "schema" | "name" | "columns">[]): string[] =>
    list.map(({ schema, name, columns }) => JSON.stringify([schema, name, [...columns].sort()])).sort();
  const made = shape(await listTables(client));
  const held = shape(tables);
  if (made.length === held.length && made.every((table, index) => table === held[index])) return;
  throw new BackupError("The tables in the backup are not those that its migrations make.");
}

class TablesLoader implements RowsLoader {
  readonly #client: pg.Client;
  readonly #tables: readonly TableRecord[];
  #next = 0;
  #current: { table: TableRecord; copy: ReturnType<typeof copyFrom>; done: Promise<void> } | undefined;

  constructor(client: pg.Client, tables: readonly TableRecord[]) {
    this.#client = client;
    this.#tables = tables;
  }

  async add(index: number, content: AsyncIterable<Buffer>): Promise<void> {
    if (!this.#current || this.#next !== index + 1) await this.#begin(index);
    const current = this.#current;
    if (!current) throw outOfOrder();
    for await (const chunk of content) {
      if (!current.copy.write(chunk)) await Promise.race([once(current.copy, "drain"), current.done]);
    }
  }

  /** Ends the last table. Tables without an entry must have no rows. */
  async end(): Promise<void> {
    await this.#endCurrent();
    this.#passOver(this.#tables.length);
  }

  async #begin(index: number): Promise<void> {
    await this.#endCurrent();
    this.#passOver(index);
    const table = this.#tables[index];
    if (!table) throw outOfOrder();
    const copy = this.#client.query(copyFrom(`COPY ${quoted(table)} (${quotedColumns(table)}) FROM STDIN`));
    const done = finished(copy);
    done.catch(() => undefined); // thrown to the caller that writes or ends it
    this.#current = { table, copy, done };
    this.#next = index + 1;
  }

  #passOver(end: number): void {
    if (end < this.#next) throw outOfOrder();
    const skipped = this.#tables.slice(this.#next, end).find(({ rows }) => rows > 0);
    if (skipped) throw missing(skipped);
    this.#next = end;
  }

  async #endCurrent(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    if (!current) return;
    current.copy.end();
    await current.done;
    if (current.copy.rowCount !== current.table.rows) throw missing(current.table);
  }
}

const outOfOrder = (): BackupError => new BackupError("The file is damaged: its rows are not in order.");
const missing = ({ name }: TableRecord): BackupError =>
  new BackupError(`The file is damaged: it does not hold the rows of ${name} that its manifest names.`);
