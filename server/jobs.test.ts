import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase, inTransaction } from "../app/db/database.server";
import { run as query } from "../tests/process/databases";
import { copyDatabase, type TestDatabase } from "../tests/support/database";
import { until } from "../tests/support/until";
import { type Jobs, jobRunner } from "./jobs";

let database: TestDatabase;
let jobs: Jobs;
afterEach(async () => {
  await jobs.stop();
  await database.drop();
});

test("mails run concurrently up to the limit, and only the failing one is retried", async () => {
  database = await copyDatabase("empty");
  jobs = jobRunner(database.portalUrl, pino({ level: "silent" }));
  const total = 30;
  for (let number = 0; number < total; number++) await jobs.queue("accounts.letter", { number });
  await query(database.ownerUrl, "UPDATE jobs.job SET retry_delay = 1, retry_backoff = false");

  const attempts: number[] = [];
  let [atOnce, most] = [0, 0];
  const send = async ({ number }: { number: number }) => {
    attempts.push(number);
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, 5));
    atOnce--;
    if (number === 4 && attempts.filter((each) => each === 4).length < 3) throw new Error("451 later");
  };
  await jobs.start([{ queue: "accounts.letter", concurrency: 3, run: send }]);
  await until(() => expect(attempts.length).toBe(total + 2));
  expect(new Set(attempts).size).toBe(total);
  expect(most).toBe(3);
  await until(async () => {
    const rows = await query(database.ownerUrl, "SELECT state, count(*)::int FROM jobs.job GROUP BY state");
    expect(rows).toEqual([{ state: "completed", count: total }]);
  });
});

test("a job queued in a transaction exists exactly when that commits", async () => {
  database = await copyDatabase("empty");
  jobs = jobRunner(database.portalUrl, pino({ level: "silent" }));
  connectDatabase(database.portalUrl, 2);
  const queueIn = (data: object, fails = false) =>
    inTransaction(async (tx) => {
      await jobs.queue("accounts.letter", data, tx);
      if (fails) throw new Error("rolled back");
    });
  await queueIn({ kept: true });
  await expect(queueIn({ kept: false }, true)).rejects.toThrow("rolled back");
  await disconnectDatabase();
  const rows = await query(database.ownerUrl, "SELECT data, state, retry_limit FROM jobs.job");
  expect(rows).toEqual([{ data: { kept: true }, state: "created", retry_limit: 8 }]);
});

test("a job queued in this process starts immediately instead of at the next poll", async () => {
  database = await copyDatabase("empty");
  jobs = jobRunner(database.portalUrl, pino({ level: "silent" }));
  let done = 0;
  await jobs.start([{ queue: "accounts.letter", concurrency: 3, run: async () => void done++ }]);
  const begun = performance.now();
  for (let number = 1; number <= 5; number++) {
    await jobs.queue("accounts.letter", { number });
    await until(() => expect(done).toBe(number));
  }
  // One after the other: with a poll every two seconds this would take at least eight seconds.
  expect(performance.now() - begun).toBeLessThan(7_000);
});
