import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import PgBoss from "pg-boss";
import type { Logger } from "pino";
import { isAway } from "./database/away";

/** A queue and its work. */
interface QueueWork {
  queue: string;
  /** Also by the clock (UTC). */
  cron?: string;
  /** How many of its jobs may run at once; one by one where absent. */
  concurrency?: number;
  run: (data: never) => Promise<void>;
}

/** The runner of jobs: work by the clock, and work that rooms put aside. */
export interface Jobs {
  queue(name: string, data: object): Promise<void>;
  start(queues: readonly QueueWork[]): Promise<void>;
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
  const workers = new Map<string, string>();
  return {
    async queue(name, data) {
      await boss.send(name, data);
      const worker = workers.get(name);
      // Otherwise it looks every two seconds.
      if (worker) boss.notifyWorker(worker);
    },
    async start(queues) {
      await boss.start();
      for (const { queue, cron, concurrency = 1, run } of queues) {
        const work = (data: unknown) => logged(run(data as never), queue, logger);
        const worker = await boss.work(queue, batchOptions(concurrency), (batch) =>
          runBatch(boss, queue, batch, { work, concurrency }),
        );
        workers.set(queue, worker);
        if (cron) await boss.schedule(queue, cron, {}, { tz: "UTC" });
      }
    },
    async stop() {
      db.loseHeart();
      await boss.stop({ graceful: true, wait: true, timeout: stopLimitMs });
      await db.close();
    },
  };
}

/** A queue whose jobs may run side by side is fetched many at a time; the others one by one. */
const batchOptions = (concurrency: number) => ({ batchSize: concurrency > 1 ? maxBatch : 1 });
const maxBatch = 20;

interface BatchWork {
  work: (data: unknown) => Promise<void>;
  concurrency: number;
}

/**
 * Runs the jobs of a batch, so many at once. pg-boss ends a batch as a whole, and would run all of it again for one job that
 * fails: so each is marked here as it ends, and what is marked is not touched by the end of the batch.
 */
async function runBatch(
  boss: PgBoss,
  queue: string,
  batch: PgBoss.Job<unknown>[],
  { work, concurrency }: BatchWork,
): Promise<void> {
  const waiting = [...batch];
  async function runWaiting(): Promise<void> {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      try {
        await work(job.data);
        // Not with the batch: a process that is killed in its middle would leave all of it to be run again.
        await boss.complete(queue, job.id);
      } catch (error) {
        await boss.fail(queue, job.id, error as object);
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, runWaiting));
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
