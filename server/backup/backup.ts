import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { pino } from "pino";
import { explainedDatabase } from "../database/open";
import { orMissing, reachCluster } from "../postgres";
import { type Inspected, writeArchive } from "./archive";
import { dumpFiles } from "./data-files";
import { dumpDatabase } from "./dump";
import { BackupError, backupFormat } from "./manifest";
import { withLongSession } from "./session";

/** The portal to back up, from its configuration. */
export interface PortalLocation {
  /** URL of an external PostgreSQL; undefined means the embedded one in `dataDir`. */
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  dataDir: string;
}

/** A written backup, and the parts of the data folder that it omits. */
export interface WrittenBackup extends Inspected {
  leftOut: string[];
}

/**
 * Writes a backup of a portal, running or not, into one file.
 * @throws BackupError, CannotStartDatabase; `path` is unchanged then.
 */
export async function makeBackup(
  location: PortalLocation,
  path: string,
  signal?: AbortSignal,
): Promise<WrittenBackup> {
  const file = await targetOf(path, location.dataDir);
  const { ownerUrl, close } = await reach(location);
  try {
    return await withLongSession(ownerUrl, async (client) => {
      let leftOut: string[] = [];
      const inspected = await writeArchive(
        file,
        async (archive) => {
          const record = await dumpDatabase(client, archive);
          // After the rows: a file exists before the row that names it is committed.
          leftOut = await dumpFiles(location.dataDir, archive);
          const madeAt = new Date().toISOString();
          return { kind: "remiddh-portal-backup", format: backupFormat, madeAt, ...record };
        },
        signal,
      );
      return { ...inspected, leftOut };
    }).catch((error) => {
      throw explainedDatabase(error);
    });
  } finally {
    await close();
  }
}

async function reach({ databaseUrl, databaseOwnerUrl, dataDir }: PortalLocation) {
  if (!databaseUrl) return await reachCluster({ dataDir, log: pino({ level: "silent" }) });
  return { ownerUrl: databaseOwnerUrl ?? databaseUrl, close: async () => undefined };
}

/** @throws BackupError when no backup can be written there. */
async function targetOf(path: string, dataDir: string): Promise<string> {
  const folder = await orMissing(realpath(dirname(path)));
  if (folder === undefined) throw new BackupError(`The folder ${dirname(path)} does not exist.`);
  const inside = await orMissing(realpath(dataDir));
  if (inside !== undefined && (folder === inside || folder.startsWith(inside + sep))) {
    throw new BackupError(
      `The backup would be in the data folder ${dataDir}: choose another folder, best on another disk.`,
    );
  }
  const file = join(folder, basename(path));
  const there = await orMissing(stat(file));
  if (there && !there.isFile())
    throw new BackupError(`${file} is not a file: choose another name for the backup.`);
  return file;
}
