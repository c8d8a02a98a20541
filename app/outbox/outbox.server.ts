import { setTimeout as delay } from "node:timers/promises";
import { type Database, db, onCommit } from "../db/database.server";
import { newId } from "../db/ids.server";
import { log, now } from "../services/services.server";
import type { Events, EventType } from "./events";

type Listener = (payload: never) => Promise<void>;

const listeners = new Map<string, Listener[]>();

/**
 * Writes an outbox event in the transaction of its cause. It is delivered to the subscribers after commit, at
 * least once, also when the process dies in between.
 */
export async function enqueue<Type extends EventType>(
  tx: Database,
  type: Type,
  payload: Events[Type],
): Promise<void> {
  const at = now();
  await tx.outboxEvent.create({
    data: { id: newId(), type, payload: payload as object, createdAt: at, nextAttemptAt: at },
  });
  onCommit(tx, () => wake());
}

/** Registers a room's handler for an event. Handlers must be idempotent: delivery is at least once. */
export function subscribe<Type extends EventType>(
  type: Type,
  listener: (payload: Events[Type]) => Promise<void>,
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
    RETURNING "id", "type", "payload", "attempts"`;
  return claimed;
}

async function deliver({ id, type, payload, attempts }: Claimed): Promise<void> {
  try {
    await withinLimit(callListeners(type, payload));
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

async function callListeners(type: string, payload: unknown): Promise<void> {
  for (const listener of listeners.get(type) ?? []) await listener(payload as never);
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
