import type pg from "pg";
import { pino } from "pino";
import { prepareDataFolder } from "../data-folder";
import { grantToPortal } from "../database/grants";
import { migrate, refuseUnfit } from "../database/migrate";
import { explainedDatabase } from "../database/open";
import { openCluster, openDataFolder } from "../postgres";
import { type Inspected, inspectArchive, readArchive } from "./archive";
import type { PortalLocation } from "./backup";
import { hasTables } from "./catalogue";
import { listContent, type StagedFiles, stageFiles } from "./data-files";
import { loadDatabase, migrationsOf } from "./load";
import { BackupError, fileOfEntry, tableOfEntry } from "./manifest";
import { withLongSession } from "./session";
import { isUnfinished, markUnfinished, unmarkUnfinished } from "./unfinished";

export interface RestoreOptions {
  /** The folder prisma/migrations of this portal. */
  migrations: string;
  /** Replaces existing data. */
  replace?: boolean;
  /** Ends every session in the restored data, and deletes the tokens of unfinished account actions. */
  signOut?: boolean;
  signal?: AbortSignal;
}

/**
 * Restores a portal from a backup: verifies the whole file, then replaces database and data folder. No portal may use
 * either of them.
 *
 * The database changes in one transaction; the files are renamed into place afterwards. A restore killed between the two
 * leaves a marker, and no portal starts until the restore is repeated.
 * @throws BackupError, CannotStartDatabase; the target is then unchanged, or marked.
 */
export async function restoreBackup(
  target: PortalLocation,
  path: string,
  { migrations: folder, replace = false, signOut = false, signal }: RestoreOptions,
): Promise<Inspected> {
  const inspected = await inspectArchive(path);
  const migrations = await migrationsOf(inspected.manifest, folder);
  const dataDir = await openDataFolder(target.dataDir);
  const mayReplace = replace || (await isUnfinished(dataDir));
  if (!mayReplace && (await listContent(dataDir)).length > 0) throw notEmpty(`The data folder ${dataDir}`);
  const { ownerUrl, portalUrl, close } = await openTarget(target);
  try {
    await withLongSession(ownerUrl, async (client) => {
      await refuseUnfit(client);
      if (target.databaseUrl) await refuseInUse(client);
      if (!mayReplace && (await hasTables(client))) throw notEmpty("The database");
      const files = await stageFiles(dataDir);
      try {
        await markUnfinished(dataDir, inspected.fingerprint);
        await loadDatabase(client, inspected.manifest, migrations, async (rows) => {
          await readArchive(path, async (name, content) => {
            signal?.throwIfAborted();
            const table = tableOfEntry(name);
            if (table !== undefined) await rows.add(table, content);
            else await addFile(files, name, content);
          });
        }).catch(async (error) => {
          if (!mayReplace || replace) await unmarkUnfinished(dataDir);
          throw error;
        });
        // Before the marker goes: a portal must not start between the two.
        if (signOut) await endSessions(client);
        await files.takePlace();
        await unmarkUnfinished(dataDir);
      } finally {
        await files.discard();
      }
    });
    // As at a start: an older database is migrated to this version.
    await migrate(ownerUrl, folder);
    await grantToPortal(ownerUrl, portalUrl);
  } catch (error) {
    throw explainedDatabase(error);
  } finally {
    await close();
  }
  return inspected;
}

/** Tables of sessions and of tokens that were sent or begun. The oldest backups lack some of them. */
const tokenTables = [
  "Session",
  "WipedSession",
  "Ceremony",
  "PasswordReset",
  "KnownBrowser",
  "Restoration",
  "CalendarLink",
  "ReplyAddress",
  "SigningKey",
];

async function endSessions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('public.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)`,
    [tokenTables],
  );
  for (const { name } of rows) await client.query(`DELETE FROM ${name}`);
}

async function addFile(files: StagedFiles, name: string, content: AsyncIterable<Buffer>): Promise<void> {
  const path = fileOfEntry(name);
  if (path === undefined) throw new BackupError("The file is damaged: it holds an entry of no known kind.");
  await files.add(path, content);
}

async function openTarget({ databaseUrl, databaseOwnerUrl, dataDir }: PortalLocation) {
  if (!databaseUrl) {
    const cluster = await openCluster({ dataDir, log: pino({ level: "silent" }) });
    return { ownerUrl: cluster.ownerUrl, portalUrl: cluster.portalUrl, close: () => cluster.stop() };
  }
  await prepareDataFolder(dataDir);
  return {
    ownerUrl: databaseOwnerUrl ?? databaseUrl,
    portalUrl: databaseUrl,
    close: async () => undefined,
  };
}

/**
 * The embedded database has a lock; on an external server, each connection may be a portal. PostgreSQL hides the backend
 * type of other roles' processes, but its own workers have no role.
 */
async function refuseInUse(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL`,
  );
  if (rowCount === 0) return;
  throw new BackupError(
    `The database is in use (${rowCount} other connections): stop every portal on it, and whatever else is connected.`,
  );
}

const notEmpty = (what: string): BackupError =>
  new BackupError(
    `${what} is not empty. Restore into an empty one, or add --replace: then everything that is there now is lost.`,
  );
