import { afterEach, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { db, inTransaction, onCommit } from "../db/database.server";
import * as outbox from "./outbox.server";
import { deliverWaiting } from "./outbox.server";

declare module "./events" {
  interface Events {
    "test.happened": { number: number };
    "test.failed": { number: number };
  }
}

const { ports } = useDatabase();

let heard: number[] = [];
let onHappened: (number: number) => Promise<void> = async () => undefined;
outbox.subscribe("test.happened", async ({ number }) => {
  heard.push(number);
  await onHappened(number);
});
outbox.subscribe("test.failed", async () => {
  throw new Error("not today");
});

afterEach(async () => {
  heard = [];
  onHappened = async () => undefined;
  await db.outboxEvent.deleteMany();
});

const happen = (numbers: number[], type: "test.happened" | "test.failed" = "test.happened") =>
  inTransaction(async (tx) => {
    for (const number of numbers) await tx.$executeRaw(outbox.eventInsert(type, { number }));
    onCommit(tx, outbox.wakeDelivery);
  });

const waiting = () => db.outboxEvent.findMany({ where: { deliveredAt: null } });

test("handlers run outside every transaction: they have all connections, and their own time limit", async () => {
  let atOnce = 0;
  onHappened = async () => {
    // More connections than the test's pool would leave while one is held; together slower than a transaction
    // may be.
    await Promise.all(Array.from({ length: 4 }, () => db.$queryRaw`SELECT pg_sleep(0.12)::text`));
    const open = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS "count" FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction'`;
    atOnce = Math.max(atOnce, open[0]?.count ?? 0);
  };
  await happen(Array.from({ length: 45 }, (_, index) => index));
  await deliverWaiting();
  expect(heard).toHaveLength(45);
  expect(new Set(heard).size).toBe(45);
  expect(atOnce).toBe(0);
  expect(await waiting()).toEqual([]);
});

test("attempts are counted, back off and end; other events are delivered meanwhile", async () => {
  await happen([1], "test.failed");
  await happen([2]);
  await deliverWaiting();
  expect(heard).toEqual([2]);
  const delays: number[] = [];
  for (let attempt = 1; attempt <= 20; attempt++) {
    const [event] = await waiting();
    expect(event?.attempts).toBe(attempt);
    const delay = (event?.nextAttemptAt.getTime() ?? 0) - ports.clock.now().getTime();
    await deliverWaiting();
    expect((await waiting())[0]?.attempts).toBe(attempt);
    ports.clock.advance(delay);
    delays.push(delay);
    await deliverWaiting();
  }
  expect(delays.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(Math.max(...delays)).toBe(600_000);
  expect((await waiting())[0]?.attempts).toBe(20);
});

test("an attempt whose process died counts, and the event is claimed again later", async () => {
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  let first = true;
  onHappened = async () => {
    if (!first) return;
    first = false;
    await death;
  };
  await happen([7]);
  const hanging = deliverWaiting();
  await expect.poll(() => heard).toEqual([7]);
  expect((await waiting())[0]?.attempts).toBe(1);
  await deliverWaiting();
  expect(heard).toEqual([7]);
  ports.clock.advance(4 * 60_000);
  await deliverWaiting();
  expect(heard).toEqual([7, 7]);
  expect(await waiting()).toEqual([]);
  died();
  await hanging;
});
