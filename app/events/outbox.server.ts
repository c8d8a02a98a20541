import { type Database, db, inTransaction, onCommit } from "../db/database.server";
import { newId } from "../db/ids.server";
import { outsideTransaction } from "../db/transaction-scope.server";
import { log, now } from "../ports/ports.server";
import type { Events, EventType } from "./events";

type Listener = (payload: never) => Promise<void>;

const listeners = new Map<string, Listener[]>();

/**
 * Writes an event in the transaction that made it happen. It is handed to the listeners after commit, at least
 * once, also when the process dies in between.
 */
export async function announce<Type extends EventType>(
  tx: Database,
  type: Type,
  payload: Events[Type],
): Promise<void> {
  await tx.outboxEvent.create({ data: { id: newId(), type, payload: payload as object, createdAt: now() } });
  onCommit(tx, () => wake());
}

/** Registers what a room does when it hears of an event. A listener may hear of one event twice. */
export function listen<Type extends EventType>(
  type: Type,
  listener: (payload: Events[Type]) => Promise<void>,
) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener as Listener]);
}

let wake: () => void = () => undefined;

/** After so many attempts an event is left for a person to look at; it stays in the table, undelivered. */
const mostAttempts = 20;
const batch = 50;

/**
 * Starts handing events to their listeners: at once after a commit here, and every `everyMs` for what another
 * process, or a crash, left behind.
 * @returns stops it, after the batch at work.
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
  while ((await deliverBatch()) === batch);
}

interface Waiting {
  id: string;
  type: string;
  payload: unknown;
}

async function deliverBatch(): Promise<number> {
  return await inTransaction(async (tx) => {
    const waiting = await tx.$queryRaw<Waiting[]>`
      SELECT "id", "type", "payload" FROM "OutboxEvent"
      WHERE "deliveredAt" IS NULL AND "attempts" < ${mostAttempts}
      ORDER BY "createdAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED`;
    for (const event of waiting) await deliver(tx, event);
    return waiting.length;
  });
}

async function deliver(tx: Database, { id, type, payload }: Waiting): Promise<void> {
  try {
    // A listener's rows are its own, kept or not whatever becomes of this batch. Batches follow each other, so that of a
    // process's connections only one waits here for another.
    for (const listener of listeners.get(type) ?? [])
      await outsideTransaction(() => listener(payload as never));
    await tx.outboxEvent.update({ where: { id }, data: { deliveredAt: now() } });
  } catch (error) {
    log().error({ err: error, event: id, type }, "a listener failed; the event will be delivered again");
    await tx.outboxEvent.update({ where: { id }, data: { attempts: { increment: 1 } } });
  }
}

/** Delivered events are kept this long, for whoever has to understand what happened. */
const retentionMs = 30 * 24 * 60 * 60 * 1000;

/** The job: removes events that were delivered long ago. */
export async function forgetDelivered(): Promise<void> {
  const before = new Date(now().getTime() - retentionMs);
  const { count } = await db.outboxEvent.deleteMany({ where: { deliveredAt: { lt: before } } });
  log().info({ events: count }, "delivered events forgotten");
}
