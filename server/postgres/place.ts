import { randomBytes } from "node:crypto";
import { chown, lchown, mkdir, readdir, realpath, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Account, accountFor, canLiveIn, isRoot } from "./account";
import { CannotStartDatabase } from "./errors";
import { exists, makeFolder } from "./files";
import type { Log } from "./log";
import { newPointer, type Pointer, readPointer, refuseCopy, stem, writePointer } from "./pointer";

/** As root: the folder for files that the data folder cannot hold. */
export const systemFolder = "/var/lib/remiddh-portal";

/** The location of a portal's cluster, and the account that runs it. */
export interface Place {
  /** The portal's data folder, by its real path. */
  dataDir: string;
  /** The cluster (PGDATA). It may not exist yet. */
  cluster: string;
  /** The folder for copies of the programs. */
  store: string;
  /** Undefined: the portal's own user. */
  account: Account | undefined;
  /** The cluster's name below the system folder, when it could not be in the data folder. */
  staged: string | undefined;
  /** It has been complete once: its absence is a loss, not an interrupted first start. */
  promised: boolean;
}

/**
 * Creates the data folder if it is missing and returns its real path. As root its mode is 0711, so that the cluster's
 * user can pass through it; its contents stay closed to other users.
 */
export async function openDataFolder(folder: string): Promise<string> {
  await makeFolder(folder, isRoot() ? 0o711 : 0o700);
  return realpath(folder);
}

/**
 * The location of this data folder's cluster; undefined when it never had one.
 * Throws CannotStartDatabase for a copy of a data folder whose cluster is elsewhere.
 */
export async function findPlace(dataDir: string, system: string): Promise<Place | undefined> {
  const pointer = await readPointer(dataDir);
  if (pointer) await refuseCopy(dataDir, pointer);
  if (pointer) return stagedPlace(dataDir, system, pointer);
  const cluster = join(dataDir, "postgresql");
  if (!(await exists(cluster))) return undefined;
  return ownPlace(dataDir, system, cluster);
}

/** Chooses where to put a new cluster: below the data folder, or below the system folder if its user cannot reach it. */
export async function choosePlace(dataDir: string, system: string, log: Log): Promise<Place> {
  const cluster = join(dataDir, "postgresql");
  const place = await ownPlace(dataDir, system, cluster);
  if (!place.account || (await canReach(dataDir, place.account))) return place;
  await warnOfFormer(dataDir, system, log);
  const pointer = newPointer(dataDir);
  await writePointer(pointer);
  return stagedPlace(dataDir, system, pointer);
}

/** Records that a staged cluster is complete, and its current data folder. */
export async function markComplete({ staged, dataDir }: Place): Promise<void> {
  if (staged) await writePointer({ staged, complete: true, home: dataDir });
}

/** Gives the cluster to the account that runs it (a restored copy may belong to root) and checks that it can reach it. */
export async function admitAccount({ cluster, account, dataDir }: Place): Promise<void> {
  if (!account) return;
  if ((await stat(cluster)).uid !== account.uid) await giveAll(cluster, account);
  if (await canLiveIn(cluster, account)) return;
  throw new CannotStartDatabase(
    "unreachable",
    `The user that runs PostgreSQL (number ${account.uid}) cannot enter ${cluster}: allow it to pass through the folders above (chmod o+x), or move ${dataDir} back to where it was.`,
  );
}

async function ownPlace(dataDir: string, system: string, cluster: string): Promise<Place> {
  const account = await accountFor(cluster);
  return {
    dataDir,
    cluster,
    store: isRoot() ? system : dataDir,
    account,
    staged: undefined,
    promised: false,
  };
}

async function stagedPlace(dataDir: string, system: string, pointer: Pointer): Promise<Place> {
  const folder = join(system, "clusters");
  const cluster = join(folder, pointer.staged);
  if (isRoot()) {
    await makeFolder(system, 0o755);
    await makeFolder(folder, 0o711);
  }
  const account = await accountFor(cluster);
  return { dataDir, cluster, store: system, account, staged: pointer.staged, promised: pointer.complete };
}

/** Tests with a folder of the account's own whether it can pass through, and whether the file system supports owners. */
async function canReach(folder: string, account: Account): Promise<boolean> {
  const trial = join(folder, `postgresql.new-${randomBytes(4).toString("hex")}`);
  await mkdir(trial, { mode: 0o700 });
  try {
    const given = await chown(trial, account.uid, account.gid).then(
      () => true,
      () => false, // some network file systems refuse it even to root
    );
    return given && (await canLiveIn(trial, account));
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

async function giveAll(folder: string, { uid, gid }: Account): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) await lchown(join(folder, name), uid, gid);
  await chown(folder, uid, gid);
}

/** A data folder deleted by hand leaves its staged cluster behind: report it, never reuse it. */
async function warnOfFormer(dataDir: string, system: string, log: Log): Promise<void> {
  const folder = join(system, "clusters");
  const names = (await exists(folder)) ? await readdir(folder) : [];
  for (const name of names.filter((each) => each.startsWith(stem(dataDir)))) {
    log.warn(
      { cluster: join(folder, name) },
      "An earlier database of this data folder is still on the disk: delete it if it is not needed",
    );
  }
}
