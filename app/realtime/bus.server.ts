import { setTimeout as delay } from "node:timers/promises";
import { runPrepared } from "../db/pool.server";
import { log } from "../services/services.server";
import type { Caret } from "./client-events.server";
import type { PresencePart } from "./presence.server";

/**
 * Messages between the processes of one portal: ids, never content. Delivery is best effort: receivers read the
 * database, and every process compares its state with the database after a reconnection.
 */
export interface BusMessages {
  "thread:changed": { thread: string; change: number };
  /** A person is typing; relayed, not stored. */
  "thread:typing": { thread: string; who: string; name: string };
  "document:changed": { document: string; seq: number };
  "document:renamed": { document: string };
  /** The status of the document has changed: all sessions open it again. */
  "document:status": { document: string };
  /** A newer editor schema writes in the document: sessions with an older schema are closed. */
  "document:schema": { document: string; schema: number };
  /** The document is in the bin. */
  "document:ended": { document: string };
  /** The notices of these people have changed. */
  "notices:changed": { people: string[] };
  /** The readers of a channel on another process; not stored. */
  presence: PresencePart;
  /** A caret moved. Loss is harmless. */
  "document:caret": { document: string; who: string; caret: Caret | null };
}

type MessageType = keyof BusMessages;
type Hearer = (payload: never) => void;

/** The channel of PostgreSQL's LISTEN and NOTIFY. */
export const busChannel = "portal";

const subscribers = new Map<string, Hearer[]>();

/** Registers a room's handler for messages of this process and the others. */
export function subscribe<Type extends MessageType>(
  type: Type,
  hearer: (payload: BusMessages[Type]) => void,
): void {
  subscribers.set(type, [...(subscribers.get(type) ?? []), hearer as Hearer]);
}

/** Calls the handlers of this process. An error in one does not stop the others. */
function dispatch(type: string, payload: unknown): void {
  for (const hearer of subscribers.get(type) ?? []) {
    try {
      hearer(payload as never);
    } catch (error) {
      log().error({ err: error, type }, "a room failed over what it heard");
    }
  }
}

/** Publishes to this process at once, and to the others through the database. Called after commit. */
export function publish<Type extends MessageType>(type: Type, payload: BusMessages[Type]): void {
  dispatch(type, payload);
  publishToOthers(type, payload);
}

const processId = crypto.randomUUID();
const waiting: { type: string; payload: unknown }[] = [];
let sending = false;
let telling = Promise.resolve();

/** Publishes to the other processes only, for what this one has already relayed. */
export function publishToOthers<Type extends MessageType>(type: Type, payload: BusMessages[Type]): void {
  // The queue fills while the database does not answer; every process catches up with the database afterwards.
  if (waiting.length >= maxWaiting) waiting.shift();
  waiting.push({ type, payload });
  if (sending) return;
  sending = true;
  telling = delay(gatherMs).then(send);
}

/** Resolves when the waiting messages have been sent to the other processes. */
export const flush = async (): Promise<void> => await telling;

/** Messages within this interval share one notification, outside the path of the writer. */
const gatherMs = 5;
const maxWaiting = 10_000;
/** PostgreSQL's limit is 8,000 bytes per notification. */
const maxBytes = 7_900;
/** Size of the envelope around the messages of one notification. */
const wrappingBytes = 100;

async function send(): Promise<void> {
  while (waiting.length > 0) {
    const messages = takeBatch();
    if (messages.length > 0) await notify(JSON.stringify({ from: processId, messages }));
  }
  sending = false;
}

/** Sends one notification. If it fails, only its messages are lost. */
async function notify(notification: string): Promise<void> {
  try {
    await runPrepared("notify", "SELECT pg_notify($1, $2)", [busChannel, notification]);
  } catch (error) {
    log().warn({ err: error }, "other processes could not be told; they catch up by themselves");
  }
}

/** As many waiting messages as fit into one notification. A message that fits into none is dropped alone. */
function takeBatch(): typeof waiting {
  const batch: typeof waiting = [];
  let bytes = wrappingBytes;
  for (let [next] = waiting; next; [next] = waiting) {
    const size = bytesOnBus(next);
    const fits = bytes + size <= maxBytes;
    if (!fits && batch.length > 0) break;
    waiting.shift();
    if (fits) {
      batch.push(next);
      bytes += size;
    } else log().warn({ type: next.type, size }, "a message is too large for the bus");
  }
  return batch;
}

/** The size of a message within a notification, as JSON in UTF-8. */
const bytesOnBus = (message: unknown): number => Buffer.byteLength(JSON.stringify(message)) + 1;

/** Splits a list so that each part fits into one message. An item that is too large alone is left out. */
export function partsForBus<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [[]];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOnBus(item);
    if (size > maxPartBytes) continue;
    if (bytes + size > maxPartBytes) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(item);
    bytes += size;
  }
  return parts;
}

/** Leaves room in the message for its fields other than the list. */
const maxPartBytes = maxBytes - 1_000;

/** Handles a notification from the database; this process's own messages are skipped. */
export function receive(notification: string): void {
  const { from, messages } = JSON.parse(notification) as {
    from: string;
    messages: { type: string; payload: unknown }[];
  };
  if (from === processId) return;
  for (const { type, payload } of messages) dispatch(type, payload);
}
