import { randomBytes } from "node:crypto";
import { realpath, rename, rm } from "node:fs/promises";
import { killServer } from "./ending";
import { explain } from "./errors";
import { exists, orMissing } from "./files";
import { sweep } from "./initialise";
import { type Lock, lockFolder, lockPlace } from "./lock";
import { removeNotice } from "./notice";
import { passwordsPath } from "./passwords";
import { findPlace, type Place, systemFolder } from "./place";
import { removePointer } from "./pointer";

/**
 * Deletes the database of a data folder at any location, with its passwords; other files of the folder stay. An orphan
 * left by a killed portal is stopped. Throws DataFolderInUse while a portal uses it, CannotStartDatabase.
 */
export async function removeCluster(dataDir: string, { systemDir = systemFolder } = {}): Promise<void> {
  const folder = await orMissing(realpath(dataDir));
  if (folder === undefined) return;
  const locks: Lock[] = [];
  try {
    await lockFolder(folder, locks);
    const place = await findPlace(folder, systemDir);
    if (place) await lockPlace(place, locks);
    if (place) await remove(place);
    await rm(passwordsPath(folder), { force: true });
    await removePointer(folder);
    await removeNotice(folder);
  } catch (error) {
    throw explain(error, dataDir);
  } finally {
    for (const lock of locks) await lock.release();
  }
}

/** Renamed first: an interrupted removal leaves no partial cluster under its name. */
async function remove({ cluster }: Place): Promise<void> {
  await killServer(cluster);
  if (await exists(cluster)) await rename(cluster, `${cluster}.old-${randomBytes(4).toString("hex")}`);
  await sweep(cluster);
  await rm(`${cluster}.lock`, { force: true });
}
