import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import PgBoss from "pg-boss";
import type { Logger } from "pino";
import type { Portal } from "../app/portal.server";
import { isAway } from "./database/away";

/** The runner of jobs: work by the clock, and work that rooms put aside. */
export interface Jobs {
  queue(name: string, data: object): Promise<void>;
  start(jobs: Portal["jobs"]): Promise<void>;
  stop(): Promise<void>;
}

/** A job in the middle has so long to end; one that is cut runs again at a later start. */
const stopLimitMs = 2_000;

/** pg-boss on the portal's own database; its tables and queues come from our migrations. */
export function jobRunner(portalUrl: string, logger: Logger): Jobs {
  const db = new PatientDatabase(portalUrl, logger);
  const boss = new PgBoss({ db, schema: "jobs", migrate: false });
  boss.on("error", ({ message, stack }) => {
    logger.warn({ err: Object.assign(new Error(message), { stack }) }, "the job runner met a difficulty");
  });
  return {
    async queue(name, data) {
      await boss.send(name, data);
    },
    async start(jobs) {
      await boss.start();
      for (const { queue, run, ...job } of jobs) {
        await boss.work(queue, async (batch) => {
          for (const { data } of batch) await logged(run(data as never), queue, logger);
        });
        if ("cron" in job && job.cron) await boss.schedule(queue, job.cron, {}, { tz: "UTC" });
      }
    },
    async stop() {
      db.loseHeart();
      await boss.stop({ graceful: true, wait: true, timeout: stopLimitMs });
      await db.close();
    },
  };
}

/** A job that fails is tried again as its queue says; what was wrong belongs into the log. */
async function logged(work: Promise<void>, queue: string, logger: Logger): Promise<void> {
  try {
    await work;
  } catch (error) {
    logger.error({ err: error, queue }, "a job failed; it is tried again as its queue allows");
    throw error;
  }
}

/**
 * Repeats a query while the database is away. pg-boss writes down the end of a job without waiting for it: a database
 * that is away at that moment would become a rejection that nobody handles, and the job would run twice.
 */
class PatientDatabase {
  readonly #pool: pg.Pool;
  readonly #ending = new AbortController();
  #away = false;

  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    this.#pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 5_000, max: 3 });
    // A connection was cut; the next query takes another. See surviveCuts in app/db for those that are handed on.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  async executeSql(text: string, values: unknown[]) {
    for (;;) {
      try {
        const result = await this.#pool.query(text, values);
        this.#note({ away: false });
        return result;
      } catch (error) {
        if (!isAway(error) || this.#ending.signal.aborted) throw error;
        this.#note({ away: true });
        await delay(1_000, undefined, { signal: this.#ending.signal }).catch(() => undefined);
      }
    }
  }

  /** From now on every query is tried once. */
  loseHeart(): void {
    this.#ending.abort();
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  #note({ away }: { away: boolean }): void {
    if (away === this.#away) return;
    this.#away = away;
    if (away) this.logger.warn("the job runner waits for the database");
    else this.logger.info("the job runner has the database again");
  }
}
