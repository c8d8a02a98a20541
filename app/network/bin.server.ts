import { type Database, db, inTransaction, isDatabaseAway } from "../db/database.server";
import { log, now } from "../services/services.server";
import { defaultBinDays } from "./network";

const day = 24 * 60 * 60 * 1000;

/** The number of days for which deleted objects stay in the bin. */
export async function readBinDays(): Promise<number> {
  const network = await db.network.findUnique({ where: { row: "only" }, select: { binDays: true } });
  return network?.binDays ?? defaultBinDays;
}

/** Objects deleted before this instant are due for erasure. */
export const binLimit = async (): Promise<Date> => new Date(now().getTime() - (await readBinDays()) * day);

/**
 * Erases objects one by one, each in its own transaction, so that a failure does not block the others.
 * @param erase checks again with the row locked: the object may have been restored since the list was read.
 * @throws at the end when some could not be erased; the log names them.
 */
export async function eraseEach(
  what: string,
  ids: readonly string[],
  erase: (tx: Database, id: string) => Promise<void>,
): Promise<void> {
  const failed: string[] = [];
  for (const id of ids) {
    try {
      await inTransaction((tx) => erase(tx, id), { timeoutMs: 60_000 });
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log().error({ err: error, what, id }, "something deleted could not be erased");
      failed.push(id);
    }
  }
  log().info({ what, erased: ids.length - failed.length }, "the bin was emptied");
  if (failed.length > 0) throw new Error(`${failed.length} of ${what} could not be erased.`);
}
