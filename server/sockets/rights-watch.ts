import type { Logger } from "pino";
import type { Connections } from "./connections";

/** A revoked right must be effective in every process within two seconds: one to detect it, one in reserve. */
const everyMs = 1_000;

export interface RightsWatch {
  /** Triggers a comparison now, since rights may have changed. */
  look(): void;
  stop(): void;
}

/**
 * Compares the session and rights number of every live connection with the database in one query, once a second and on
 * notification, then lets the rooms recheck what is open. A notification is a hint; the comparison is the guarantee.
 * While the database is away, nothing can be written anyway.
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

  /** Runs beside the comparison of rights, which must never wait for a room. */
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
