import { type ClusterOptions, openCluster } from "./cluster";
import { databaseUrl } from "./connection";
import { CannotStartDatabase, DataFolderInUse } from "./errors";
import { readPasswords } from "./passwords";
import { findPlace, openDataFolder, systemFolder } from "./place";
import { readPidFile } from "./processes";
import { portalDatabase, roleNames } from "./roles";

/** A connection to the database of a data folder, for a command beside the portal. */
export interface Reached {
  portalUrl: string;
  ownerUrl: string;
  /** Stops the server again, if it was started for this. */
  close(): Promise<void>;
}

/**
 * Connects to the database of a data folder: that of the portal running on it, or one started for the duration of the
 * command.
 * @throws CannotStartDatabase
 */
export async function reachCluster(options: ClusterOptions): Promise<Reached> {
  await refuseEmpty(options);
  try {
    const cluster = await openCluster(options);
    return { portalUrl: cluster.portalUrl, ownerUrl: cluster.ownerUrl, close: () => cluster.stop() };
  } catch (error) {
    const running = error instanceof DataFolderInUse ? await findRunning(options) : undefined;
    if (!running) throw error;
    return { ...running, close: async () => undefined };
  }
}

/** Commands never create a database. */
async function refuseEmpty({ dataDir, systemDir = systemFolder }: ClusterOptions): Promise<void> {
  if (await findPlace(await openDataFolder(dataDir), systemDir)) return;
  throw new CannotStartDatabase("failed", `There is no portal's database in ${dataDir}.`);
}

async function findRunning({
  dataDir,
  systemDir = systemFolder,
}: ClusterOptions): Promise<Omit<Reached, "close"> | undefined> {
  const folder = await openDataFolder(dataDir);
  const place = await findPlace(folder, systemDir);
  const [note, passwords] = await Promise.all([place && readPidFile(place.cluster), readPasswords(folder)]);
  if (!note?.port || !passwords) return undefined;
  const { port } = note;
  return {
    portalUrl: databaseUrl(roleNames.portal, passwords.portal, port, portalDatabase),
    ownerUrl: databaseUrl(roleNames.owner, passwords.owner, port, portalDatabase),
  };
}
