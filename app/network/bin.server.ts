import { type Database, db, inTransaction, isDatabaseAway } from "../db/database.server";
import { log, now } from "../services/services.server";
import { defaultBinDays } from "./network";

const day = 24 * 60 * 60 * 1000;

/** For how many days what was deleted stays before it is erased. */
export async function readBinDays(): Promise<number> {
  const network = await db.network.findUnique({ where: { row: "only" }, select: { binDays: true } });
  return network?.binDays ?? defaultBinDays;
}

/** What was deleted before this moment is to be erased. */
export const binLimit = async (): Promise<Date> => new Date(now().getTime() - (await readBinDays()) * day);

/**
 * Erases one thing after the other, each in its own transaction; one that fails keeps no other.
 * @param erase looks again, with the row locked: it may have been taken back since the list was read.
 * @throws at the end when some could not be erased; the log says which.
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
