import { join } from "node:path";
import { z } from "zod";
import { DataFolderTooNew } from "./errors";
import { readJson, writeSafely } from "./files";

/** Version of the data folder's layout. Increment it when earlier portals must no longer open the folder. */
export const dataFormat = 1;

const Stamp = z.object({ format: z.number().int().positive() });

/**
 * Reads the stamp `portal.json` of a data folder, or writes it into a new one.
 * Throws DataFolderTooNew when a later version of the portal has written the folder.
 */
export async function checkFormat(dataDir: string): Promise<void> {
  const path = join(dataDir, "portal.json");
  const stamp = await readJson(path, Stamp);
  if (stamp && stamp.format > dataFormat) {
    throw new DataFolderTooNew(dataDir, `format ${stamp.format}`, `format ${dataFormat}`);
  }
  if (!stamp) await writeSafely(path, `${JSON.stringify({ format: dataFormat })}\n`, 0o600);
}
