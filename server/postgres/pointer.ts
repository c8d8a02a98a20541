import { createHash, randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CannotStartDatabase } from "./errors";
import { readJson, writeSafely } from "./files";

/** The file in a data folder with the location of its cluster, when that is outside the folder. */
export type Pointer = z.infer<typeof PointerFile>;

const PointerFile = z.object({
  /** A name, never a path: a reset deletes its target. */
  staged: z.string().regex(/^[0-9a-f]{16}-[0-9a-f]{8}$/),
  /** The cluster has been complete once: its absence is a loss, not an interrupted first start. */
  complete: z.boolean(),
  /** The data folder it was written for. */
  home: z.string(),
});

/** The pointer of a data folder, if it has one. Throws CannotStartDatabase for a damaged one. */
export function readPointer(dataDir: string): Promise<Pointer | undefined> {
  return readJson(pointerPath(dataDir), PointerFile);
}

/** Writes the pointer into the data folder that it names as home. */
export function writePointer(pointer: Pointer): Promise<void> {
  return writeSafely(pointerPath(pointer.home), `${JSON.stringify(pointer)}\n`, 0o600);
}

/** Deletes the pointer. */
export async function removePointer(dataDir: string): Promise<void> {
  await rm(pointerPath(dataDir), { force: true });
}

/** A pointer to a cluster that does not exist yet. */
export function newPointer(dataDir: string): Pointer {
  return { staged: `${stem(dataDir)}-${randomBytes(4).toString("hex")}`, complete: false, home: dataDir };
}

/** The common prefix of the names of all clusters ever staged for this data folder. */
export function stem(dataDir: string): string {
  return createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
}

/**
 * Throws CannotStartDatabase for a copy of a data folder that still exists: both would use one cluster, and a reset of
 * the copy would delete the original. A moved data folder keeps its cluster.
 */
export async function refuseCopy(dataDir: string, { staged, home }: Pointer): Promise<void> {
  if (home === dataDir || (await readPointer(home))?.staged !== staged) return;
  throw new CannotStartDatabase(
    "damaged",
    `The data folder ${dataDir} is a copy of ${home}, whose database is kept elsewhere and was not copied: restore a backup into an empty folder instead (npm run restore -- FILE).`,
  );
}

const pointerPath = (dataDir: string): string => join(dataDir, "postgresql-place.json");
