import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { withClient } from "../postgres";

/** One folder below prisma/migrations. */
export interface Migration {
  name: string;
  sql: string;
  /** As Prisma computes it: SHA-256 of the file, in hexadecimal. */
  checksum: string;
}

/** The database cannot be migrated to this version of the portal; the message gives the reason. */
export class MigrationError extends Error {}

/** Arbitrary, but the same in all versions of the portal. */
export const advisoryLock = 7_264_333_400;

/** The oldest PostgreSQL covered by the tests. */
const oldestVersion = 15;

/** The table of Prisma's `migrate deploy`, so that both tools are interchangeable. */
export const bookkeeping = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Applies the missing migrations as the database's owner, each in one transaction. An advisory lock serialises processes
 * that start concurrently: the second finds nothing to do.
 * @returns the names of the applied migrations.
 * @throws MigrationError when the server is too old, the database belongs to a newer portal, an applied migration was
 * changed, or one fails (it is rolled back).
 */
export async function migrate(ownerUrl: string, folder: string, signal?: AbortSignal): Promise<string[]> {
  signal?.throwIfAborted();
  const known = await readMigrations(folder);
  return await withClient(ownerUrl, async (client) => {
    await refuseUnfit(client);
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    await client.query(bookkeeping);
    const missing = await missingOf(client, known);
    for (const migration of missing) {
      signal?.throwIfAborted();
      await apply(client, migration);
    }
    return missing.map(({ name }) => name);
  });
}

/** Requirements on an external PostgreSQL; the embedded one meets them. */
export async function refuseUnfit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
       current_setting('server_encoding') AS encoding`,
  );
  const [{ version, name, encoding } = { version: 0, name: "", encoding: "" }] = rows;
  if (version < oldestVersion * 10_000) {
    throw new MigrationError(
      `PostgreSQL ${oldestVersion} or later is needed; the server of DATABASE_URL is PostgreSQL ${name}.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new MigrationError(
      `The database of DATABASE_URL is encoded in ${encoding}: make one with ENCODING 'UTF8' and TEMPLATE template0.`,
    );
  }
}

/** All migrations of the folder, in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return await Promise.all(
    names.sort().map(async (name) => {
      const file = await readFile(join(folder, name, "migration.sql"));
      return { name, sql: file.toString("utf8"), checksum: createHash("sha256").update(file).digest("hex") };
    }),
  );
}

async function missingOf(client: pg.Client, known: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  refuseNewer([...applied.keys()], known);
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished) {
    throw new MigrationError(
      `The migration ${unfinished.name} was begun by Prisma and did not end: bring the database in order with "npx prisma migrate resolve", or restore a backup.`,
    );
  }
  for (const { name, checksum } of known) {
    if (applied.has(name) && applied.get(name) !== checksum) {
      throw new MigrationError(
        `The migration ${name} was applied in another wording than this portal's: it was changed after the fact.`,
      );
    }
  }
  return known.filter(({ name }) => !applied.has(name));
}

function refuseNewer(applied: string[], known: Migration[]): void {
  const names = new Set(known.map(({ name }) => name));
  const unknown = applied.filter((name) => !names.has(name)).sort();
  if (unknown.length === 0) return;
  throw new MigrationError(
    `The database belongs to a newer version of the portal: it holds the migration ${unknown.at(-1)}, which this one does not know. Start the newer portal, or restore a backup made by this one.`,
  );
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await applyInTransaction(client, migration);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error instanceof MigrationError ? error : failedMigration(migration, error as Error);
  }
}

/** Applies one migration and records it. @throws MigrationError; the caller's transaction is aborted then. */
export async function applyInTransaction(client: pg.Client, migration: Migration): Promise<void> {
  const { name, sql, checksum } = migration;
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
  } catch (error) {
    throw failedMigration(migration, error as Error);
  }
}

const failedMigration = ({ name }: Migration, error: Error): MigrationError =>
  new MigrationError(`The migration ${name} failed: ${error.message}. Nothing of it was kept.`, {
    cause: error,
  });
