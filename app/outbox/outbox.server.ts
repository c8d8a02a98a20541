import { setTimeout as delay } from "node:timers/promises";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { log, now } from "../services/services.server";
import type { Events, EventType } from "./events";

type Listener = (payload: never, stamp: EventStamp) => Promise<void>;

const listeners = new Map<string, Listener[]>();

/**
 * The statement that writes an outbox event, for a transaction that also calls `wakeDelivery` after its commit. It is
 * delivered to the subscribers after commit, at least once, also when the process dies in between.
 */
export function eventInsert(type: string, payload: object): Prisma.Sql {
  const at = now();
  return Prisma.sql`
    INSERT INTO "OutboxEvent" ("id", "type", "payload", "createdAt", "nextAttemptAt")
    VALUES (${newId()}::uuid, ${type}, ${JSON.stringify(payload)}::jsonb, ${at}::timestamptz, ${at}::timestamptz)`;
}

/** Starts delivery now; without it, events wait for the next round. */
export const wakeDelivery = (): void => wake();

/** What a subscriber may use to handle an event once. */
export interface EventStamp {
  id: string;
  at: Date;
}

/** Registers a room's handler for an event. Handlers must be idempotent: delivery is at least once. */
export function subscribe<Type extends EventType>(
  type: Type,
  listener: (payload: Events[Type], stamp: EventStamp) => Promise<void>,
) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener as Listener]);
}

let wake: () => void = () => undefined;

/** Maximum number of attempts; then the event stays in the table, undelivered, for an operator. */
const maxAttempts = 20;
/** A slower handler counts as failed; other events wait behind it. */
const listenerLimitMs = 120_000;
/** An event claimed by a process that has died is claimed again after this time. */
const claimMs = 2 * listenerLimitMs;
/** Exponential back-off between attempts: one second, then two, four, … up to this delay. */
const maxRetryDelayMs = 10 * 60_000;

/**
 * Starts delivery: at once after a commit in this process, and every `everyMs` for events left by another
 * process or a crash.
 * @returns stops delivery, after the current event.
 */
export function startDelivery(everyMs = 2_000): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running.then(deliverWaiting).catch((error: unknown) => {
      log().warn({ err: error }, "events wait: they could not be delivered");
    });
  };
  const timer = setInterval(run, everyMs);
  wake = run;
  return async () => {
    clearInterval(timer);
    wake = () => undefined;
    await running;
  };
}

/** Delivers every waiting event, oldest first. */
export async function deliverWaiting(): Promise<void> {
  for (let event = await claimNext(); event; event = await claimNext()) await deliver(event);
}

interface Claimed {
  id: string;
  type: string;
  payload: unknown;
  createdAt: Date;
  /** Including this one. */
  attempts: number;
}

/**
 * Claims one event for this process, and counts the attempt before it is made, so that an attempt that ends the
 * process is counted too. No transaction stays open while handlers run: they need connections themselves, and
 * may be slow.
 */
async function claimNext(): Promise<Claimed | undefined> {
  const [claimed] = await db.$queryRaw<Claimed[]>`
    UPDATE "OutboxEvent" SET "attempts" = "attempts" + 1,
      "nextAttemptAt" = ${new Date(now().getTime() + claimMs)}::timestamptz
    WHERE "id" = (
      SELECT "id" FROM "OutboxEvent"
      WHERE "deliveredAt" IS NULL AND "attempts" < ${maxAttempts} AND "nextAttemptAt" <= ${now()}::timestamptz
      ORDER BY "createdAt", "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id", "type", "payload", "createdAt", "attempts"`;
  return claimed;
}

async function deliver({ id, type, payload, createdAt, attempts }: Claimed): Promise<void> {
  try {
    await withinLimit(callListeners(type, payload, { id, at: createdAt }));
    await db.outboxEvent.update({ where: { id }, data: { deliveredAt: now() } });
  } catch (error) {
    log().error(
      { err: error, event: id, type, attempts },
      "a listener failed; the event will be delivered again",
    );
    const retryDelayMs = Math.min(1_000 * 2 ** (attempts - 1), maxRetryDelayMs);
    const nextAttemptAt = new Date(now().getTime() + retryDelayMs);
    await db.outboxEvent.update({ where: { id }, data: { nextAttemptAt } });
  }
}

async function callListeners(type: string, payload: unknown, stamp: EventStamp): Promise<void> {
  for (const listener of listeners.get(type) ?? []) await listener(payload as never, stamp);
}

async function withinLimit(work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const tooLong = delay(listenerLimitMs, undefined, { signal: limit.signal, ref: false }).then(() => {
    throw new Error(`A listener has not ended within ${listenerLimitMs} ms.`);
  });
  tooLong.catch(() => undefined);
  await Promise.race([work, tooLong]).finally(() => limit.abort());
}

/** Retention of delivered events, for diagnosis. */
const retentionMs = 30 * 24 * 60 * 60 * 1000;

/** The job that deletes delivered events after their retention. */
export async function deleteDeliveredEvents(): Promise<void> {
  const before = new Date(now().getTime() - retentionMs);
  const { count } = await db.outboxEvent.deleteMany({ where: { deliveredAt: { lt: before } } });
  log().info({ events: count }, "delivered events forgotten");
}
