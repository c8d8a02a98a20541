import PgBoss from "pg-boss";
import type { Logger } from "pino";
import type { Portal } from "../app/portal.server";

/** The runner of jobs: work by the clock, and work that rooms put aside. */
export interface Jobs {
  queue(name: string, data: object): Promise<void>;
  start(jobs: Portal["jobs"]): Promise<void>;
  stop(): Promise<void>;
}

/** pg-boss on the portal's own database; its tables and queues come from our migrations. */
export function jobRunner(portalUrl: string, logger: Logger): Jobs {
  const boss = new PgBoss({ connectionString: portalUrl, schema: "jobs", migrate: false, max: 3 });
  boss.on("error", (error) => logger.warn({ err: error }, "the job runner waits for the database"));
  return {
    async queue(name, data) {
      await boss.send(name, data);
    },
    async start(jobs) {
      await boss.start();
      for (const { queue, run, ...job } of jobs) {
        await boss.work(queue, async (batch) => {
          for (const { data } of batch) await run(data as never);
        });
        if ("cron" in job && job.cron) await boss.schedule(queue, job.cron, {}, { tz: "UTC" });
      }
    },
    async stop() {
      await boss.stop({ graceful: true, wait: true, timeout: 2_000 });
    },
  };
}
