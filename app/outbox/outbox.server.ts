import { setTimeout as delay } from "node:timers/promises";
import { type Database, db, onCommit } from "../db/database.server";
import { newId } from "../db/ids.server";
import { log, now } from "../services/services.server";
import type { Events, EventType } from "./events";

type Listener = (payload: never) => Promise<void>;

const listeners = new Map<string, Listener[]>();

/**
 * Writes an event in the transaction that made it happen. It is handed to the listeners after commit, at least
 * once, also when the process dies in between.
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

/** Registers what a room does when it hears of an event. A listener may hear of one event twice. */
export function subscribe<Type extends EventType>(
  type: Type,
  listener: (payload: Events[Type]) => Promise<void>,
) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener as Listener]);
}

let wake: () => void = () => undefined;

/** After so many attempts an event is left for a person to look at; it stays in the table, undelivered. */
const maxAttempts = 20;
/** A listener that takes longer counts as failed; others wait behind it. */
const listenerLimitMs = 120_000;
/** An event that was claimed by a process that has died since is claimed again after this long. */
const claimMs = 2 * listenerLimitMs;
/** A failed attempt is followed by the next one after a second, then two, four, … */
const maxRetryDelayMs = 10 * 60_000;

/**
 * Starts handing events to their listeners: at once after a commit here, and every `everyMs` for what another
 * process, or a crash, left behind.
 * @returns stops it, after the event at work.
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

/** Hands every waiting event to its listeners, oldest first. */
export async function deliverWaiting(): Promise<void> {
  for (let event = await claimNext(); event; event = await claimNext()) await deliver(event);
}

interface Claimed {
  id: string;
  type: string;
  payload: unknown;
  /** With this one. */
  attempts: number;
}

/**
 * Takes one event for this process, and counts the attempt before it is made: one that ends the process is counted too. No
 * transaction stays open while listeners work: they need connections themselves, and may be slow.
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

/** Delivered events are kept this long, for whoever has to understand what happened. */
const retentionMs = 30 * 24 * 60 * 60 * 1000;

/** The job: removes events that were delivered long ago. */
export async function deleteDeliveredEvents(): Promise<void> {
  const before = new Date(now().getTime() - retentionMs);
  const { count } = await db.outboxEvent.deleteMany({ where: { deliveredAt: { lt: before } } });
  log().info({ events: count }, "delivered events forgotten");
}
