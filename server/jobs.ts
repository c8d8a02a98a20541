import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import PgBoss from "pg-boss";
import type { Logger } from "pino";
import type { SqlTransaction } from "../app/services/services.server";
import { isAway } from "./database/away";

/** A queue and its handler. */
interface QueueWork {
  queue: string;
  /** Cron schedule (UTC), in addition to queued jobs. */
  cron?: string;
  /** Maximum number of concurrent jobs; 1 if absent. */
  concurrency?: number;
  run: (data: never) => Promise<void>;
}

/** The job runner: scheduled jobs and jobs queued by rooms. */
export interface Jobs {
  /** @param tx the job exists exactly when it commits; without it, as soon as this ends. */
  queue(name: string, data: object, tx?: SqlTransaction): Promise<void>;
  start(queues: readonly QueueWork[]): Promise<void>;
  stop(): Promise<void>;
}

/** Maximum time for running jobs to finish at a stop; an interrupted job runs again after the next start. */
const stopLimitMs = 2_000;

/** pg-boss on the portal's database; its tables and queues are created by our migrations. */
export function jobRunner(portalUrl: string, logger: Logger): Jobs {
  const db = new PatientDatabase(portalUrl, logger);
  const boss = new PgBoss({ db, schema: "jobs", migrate: false });
  boss.on("error", ({ message, stack }) => {
    logger.warn({ err: Object.assign(new Error(message), { stack }) }, "the job runner met a difficulty");
  });
  const workers = new Map<string, string>();
  return {
    async queue(name, data, tx) {
      await boss.send(name, data, tx ? { db: within(tx) } : {});
      const worker = workers.get(name);
      // Otherwise pg-boss polls every two seconds.
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

/** The statements of pg-boss inside a transaction of the portal. */
function within(tx: SqlTransaction) {
  return {
    async executeSql(text: string, values: unknown[]) {
      const plain = values.map((value) =>
        typeof value === "object" && value !== null ? JSON.stringify(value) : value,
      );
      return { rows: (await tx.$queryRawUnsafe(text, ...plain)) as unknown[] };
    },
  };
}

/** A queue with concurrency fetches batches; the others fetch one job at a time. */
const batchOptions = (concurrency: number) => ({ batchSize: concurrency > 1 ? maxBatch : 1 });
const maxBatch = 20;

interface BatchWork {
  work: (data: unknown) => Promise<void>;
  concurrency: number;
}

/**
 * Runs the jobs of a batch with limited concurrency. pg-boss completes or fails a batch as a whole and would repeat all of
 * it for one failure. So each job is completed here; pg-boss then skips the jobs that are no longer active.
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
        // Not with the batch: if the process is killed before its end, all its jobs would run again.
        await boss.complete(queue, job.id);
      } catch (error) {
        await boss.fail(queue, job.id, error as object);
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, runWaiting));
}

/** A failed job is retried as its queue is configured; the error is logged. */
async function logged(work: Promise<void>, queue: string, logger: Logger): Promise<void> {
  try {
    await work;
  } catch (error) {
    logger.error({ err: error, queue }, "a job failed; it is tried again as its queue allows");
    throw error;
  }
}

/**
 * Repeats a query while the database is away. pg-boss completes a job without awaiting the query: an error then would be an
 * unhandled rejection, and the job would run twice.
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
    // The connection was cut; the next query gets another one. surviveCuts in app/db handles checked-out clients.
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
