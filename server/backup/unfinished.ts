import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CannotStartDatabase, exists, writeSafely } from "../postgres";

/** A marker file in the data folder that exists while a restore is incomplete. */
export const markerName = "restore-unfinished.json";

/** Prevents portals from starting on this data folder. */
export async function markUnfinished(dataDir: string, fingerprint: string): Promise<void> {
  const marker = { backup: fingerprint, startedAt: new Date().toISOString() };
  await writeSafely(join(dataDir, markerName), `${JSON.stringify(marker)}\n`, 0o600);
}

export async function unmarkUnfinished(dataDir: string): Promise<void> {
  await rm(join(dataDir, markerName), { force: true });
}

export const isUnfinished = (dataDir: string): Promise<boolean> => exists(join(dataDir, markerName));

/** @throws CannotStartDatabase while the restore of the data folder is incomplete. */
export async function refuseUnfinishedRestore(dataDir: string): Promise<void> {
  if (!(await isUnfinished(dataDir))) return;
  throw new CannotStartDatabase(
    "damaged",
    `A restore into ${dataDir} was broken off: run "npm run restore" again with the same file, then start the portal.`,
  );
}
