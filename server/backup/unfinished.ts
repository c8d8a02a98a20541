import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CannotStartDatabase, exists, writeSafely } from "../postgres";

/** A file in the data folder from before a restore changes anything until it has changed everything. */
export const markerName = "restore-unfinished.json";

/** From now on no portal starts on this data folder. */
export async function markUnfinished(dataDir: string, fingerprint: string): Promise<void> {
  const marker = { backup: fingerprint, startedAt: new Date().toISOString() };
  await writeSafely(join(dataDir, markerName), `${JSON.stringify(marker)}\n`, 0o600);
}

export async function unmarkUnfinished(dataDir: string): Promise<void> {
  await rm(join(dataDir, markerName), { force: true });
}

export const isUnfinished = (dataDir: string): Promise<boolean> => exists(join(dataDir, markerName));

/** @throws CannotStartDatabase while the data folder is only half restored. */
export async function refuseUnfinishedRestore(dataDir: string): Promise<void> {
  if (!(await isUnfinished(dataDir))) return;
  throw new CannotStartDatabase(
    "damaged",
    `A restore into ${dataDir} was broken off: run "npm run restore" again with the same file, then start the portal.`,
  );
}
