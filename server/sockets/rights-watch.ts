import type { Logger } from "pino";
import type { Connections } from "./connections";

/** A right that ended is gone from every process within two seconds: one to notice, one to spare. */
const everyMs = 1_000;

export interface RightsWatch {
  /** Somebody's rights may have changed: look now. */
  look(): void;
  stop(): void;
}

/**
 * Compares the rights of every live connection with the database, once a second and whenever it is told to, in one
 * query, and lets the rooms compare what is open in them. A notification is a hint; this is the guarantee. While the database is away nobody can write anyway.
 */
export function watchRights(
  connections: Connections,
  readRights: (sessionIds: string[]) => Promise<Map<string, number>>,
  recheckRooms: () => Promise<void>,
  logger: Logger,
): RightsWatch {
  let looking = false;
  let again = false;
  let rechecking = false;

  /** Beside the comparison of rights, which must never wait for a room. */
  async function recheck(): Promise<void> {
    if (rechecking) return;
    rechecking = true;
    try {
      await recheckRooms();
    } catch (error) {
      logger.warn({ err: error }, "what is open could not be compared; trying again");
    } finally {
      rechecking = false;
    }
  }

  async function look(): Promise<void> {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    try {
      const ids = connections.sessionIds;
      if (ids.length > 0) {
        const cut = connections.cutChanged(ids, await readRights(ids));
        if (cut > 0) logger.info({ connections: cut }, "live connections cut: rights changed");
        void recheck();
      }
    } catch (error) {
      logger.warn({ err: error }, "rights could not be compared; trying again");
    } finally {
      looking = false;
    }
    if (again) {
      again = false;
      await look();
    }
  }

  const timer = setInterval(() => void look(), everyMs);
  return { look: () => void look(), stop: () => clearInterval(timer) };
}
