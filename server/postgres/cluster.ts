import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Binaries, embeddedBinaries, type FindBinaries } from "./binaries";
import { databaseUrl } from "./connection";
import { dropStaleNote, endServer } from "./ending";
import { CannotStartDatabase, DataFolderOtherMajor, DataFolderTooNew, explain } from "./errors";
import { exists, orMissing } from "./files";
import { checkFormat } from "./format";
import { initialise, sweep } from "./initialise";
import { Keeper } from "./keeper";
import { type Lock, lockFolder, lockPlace } from "./lock";
import type { Log } from "./log";
import { writeNotice } from "./notice";
import { inventPasswords, type Passwords, readPasswords, writePasswords } from "./passwords";
import {
  admitAccount,
  choosePlace,
  findPlace,
  markComplete,
  openDataFolder,
  type Place,
  systemFolder,
} from "./place";
import { ensureDatabase, ensureRoles, portalDatabase, roleNames } from "./roles";
import { resetSuperuser } from "./superuser";

/** Options for opening a cluster. */
export interface ClusterOptions {
  /** The portal's data folder; created if missing. */
  dataDir: string;
  log: Log;
  /** The server died or restarts itself. */
  onDown?(): void;
  /** The server answers again, at the same address. */
  onUp?(): void;
  /** Default true. Tests may pass false: a power cut may then lose or damage the data. */
  durable?: boolean;
  /** Aborted when the cluster is no longer needed: its creation is then interrupted. */
  signal?: AbortSignal;
  /** As root: the folder for files that the database's user cannot reach in the data folder. Only tests change it. */
  systemDir?: string;
}

/** A running PostgreSQL. The URLs stay valid as long as this process runs, also after a restart of the server. */
export interface Cluster {
  /** Superuser, database postgres. */
  adminUrl: string;
  /** Owns the database remiddh and runs its migrations. */
  ownerUrl: string;
  /** The portal's own connection: it has only the rights granted after the migrations. */
  portalUrl: string;
  urlFor(role: "admin" | "owner" | "portal", database: string): string;
  /** Creates another database with the same rights as remiddh, for tests. Idempotent. */
  ensureDatabase(name: string): Promise<void>;
  /** Stops the server within five seconds and releases the data folder. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Opens the database of a data folder with the PostgreSQL from npm: creates it at the first start, stops an orphan left
 * by a killed portal, and keeps the server running until stop().
 * Throws CannotStartDatabase (and its kinds DataFolderInUse, DataFolderTooNew, DataFolderOtherMajor), each with one
 * sentence for the operator; any other error is a bug.
 */
export function openCluster(options: ClusterOptions): Promise<Cluster> {
  return openClusterWith(embeddedBinaries, options);
}

/** The same with given programs. */
export async function openClusterWith(find: FindBinaries, options: ClusterOptions): Promise<Cluster> {
  const locks: Lock[] = [];
  const release = async (): Promise<void> => {
    for (const lock of locks.splice(0)) await lock.release();
  };
  try {
    const place = await claim(options, locks);
    const binaries = await find(place.account, place.store);
    return await start(options, place, binaries, release);
  } catch (error) {
    await release();
    throw explain(error, options.dataDir);
  }
}

async function claim(
  { dataDir, log, systemDir = systemFolder }: ClusterOptions,
  locks: Lock[],
): Promise<Place> {
  const folder = await openDataFolder(dataDir);
  await lockFolder(folder, locks);
  await checkFormat(folder);
  const place = (await findPlace(folder, systemDir)) ?? (await choosePlace(folder, systemDir, log));
  await lockPlace(place, locks);
  if (place.staged) {
    log.warn(
      { cluster: place.cluster },
      "The database is not in the data folder: a copy of that folder is no backup, npm run backup makes one",
    );
  }
  await writeNotice(
    folder,
    place.staged ? { kind: "elsewhere", cluster: place.cluster } : { kind: "inside" },
  );
  return place;
}

async function start(
  options: ClusterOptions,
  place: Place,
  binaries: Binaries,
  release: () => Promise<void>,
): Promise<Cluster> {
  const { log, durable = true } = options;
  const passwords = await prepare(place, binaries, durable, options.signal);
  const adminUrl = (port: number): string => databaseUrl(roleNames.admin, passwords.admin, port, "postgres");
  const { onDown = () => undefined, onUp = () => undefined } = options;
  const keeper = new Keeper({ place, binaries, durable, log, adminUrl, onDown, onUp });
  const port = await keeper.start();
  const cluster = describe(port, passwords, () => keeper.stop().finally(release));
  try {
    await ensureRoles(cluster.adminUrl, passwords);
    await cluster.ensureDatabase(portalDatabase);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw await keeper.explain(error);
  }
}

/** Ensures a complete cluster of our version, not running, with known passwords. */
async function prepare(
  place: Place,
  binaries: Binaries,
  durable: boolean,
  signal?: AbortSignal,
): Promise<Passwords> {
  await sweep(place.cluster);
  const known = await readPasswords(place.dataDir);
  const passwords = known ?? inventPasswords();
  if (await exists(place.cluster)) {
    await admitAccount(place);
    await checkMajor(place, binaries);
    if (!known) await replacePasswords(place, binaries, passwords);
  } else {
    if (place.promised) throw lost(place);
    // Written before the cluster exists, so that they are found after a start interrupted between the two.
    await writePasswords(place.dataDir, passwords);
    await initialise(place, binaries, passwords.admin, durable, signal);
  }
  await markComplete(place);
  return passwords;
}

/** Written after they are set: a start interrupted between the two sets them again. */
async function replacePasswords(place: Place, binaries: Binaries, passwords: Passwords): Promise<void> {
  await endServer(place.cluster, binaries.folder, { fast: 8000, immediate: 5000 });
  await dropStaleNote(place.cluster);
  await resetSuperuser(place, binaries, passwords.admin);
  await writePasswords(place.dataDir, passwords);
}

async function checkMajor({ cluster, dataDir }: Place, { major }: Binaries): Promise<void> {
  const found = Number(await orMissing(readFile(join(cluster, "PG_VERSION"), "utf8")));
  if (!(found > 0)) {
    const message = `The database in ${cluster} is damaged (it has no PG_VERSION): restore a backup, or start again with --reset.`;
    throw new CannotStartDatabase("damaged", message);
  }
  if (found > major) throw new DataFolderTooNew(dataDir, `PostgreSQL ${found}`, `PostgreSQL ${major}`);
  if (found < major) throw new DataFolderOtherMajor(dataDir, found, major);
}

/** Creating an empty database instead would look like the loss of all data. */
function lost({ dataDir, cluster }: Place): CannotStartDatabase {
  return new CannotStartDatabase(
    "damaged",
    `The database of ${dataDir} is not in ${cluster}: where this folder was copied from another machine or disk, it was left behind. Put it there, restore a backup ("npm run restore -- FILE") into an empty folder, or begin with an empty one by --reset.`,
  );
}

function describe(port: number, passwords: Passwords, stop: () => Promise<void>): Cluster {
  const urlFor: Cluster["urlFor"] = (role, database) =>
    databaseUrl(roleNames[role], passwords[role], port, database);
  const adminUrl = urlFor("admin", "postgres");
  return {
    adminUrl,
    ownerUrl: urlFor("owner", portalDatabase),
    portalUrl: urlFor("portal", portalDatabase),
    urlFor,
    ensureDatabase: (name) => ensureDatabase(adminUrl, name),
    stop,
  };
}
