import { setTimeout as delay } from "node:timers/promises";
import { runPrepared } from "../db/pool.server";
import { log } from "../services/services.server";
import type { Caret } from "./client-events.server";
import type { PresencePart } from "./presence.server";

/**
 * What processes of one portal tell each other: ids, never bytes. A hint that may get lost, never the guarantee:
 * whoever hears it reads the database, and everyone compares with the database after a reconnection.
 */
export interface BusMessages {
  "thread:changed": { thread: string; change: number };
  /** Somebody is writing; passed on and forgotten. */
  "thread:typing": { thread: string; who: string; name: string };
  "document:changed": { document: string; seq: number };
  "document:renamed": { document: string };
  /** A newer editor writes in it: older ones let go. */
  "document:schema": { document: string; schema: number };
  /** It is in the bin. */
  "document:ended": { document: string };
  /** Who reads along in a channel on another process; nothing of it is stored anywhere. */
  presence: PresencePart;
  /** A caret moved. Lost ones do no harm. */
  "document:caret": { document: string; who: string; caret: Caret | null };
}

type MessageType = keyof BusMessages;
type Hearer = (payload: never) => void;

/** The channel of PostgreSQL's LISTEN and NOTIFY. */
export const busChannel = "portal";

const subscribers = new Map<string, Hearer[]>();

/** A room says what it does when another process, or this one, speaks. */
export function subscribe<Type extends MessageType>(
  type: Type,
  hearer: (payload: BusMessages[Type]) => void,
): void {
  subscribers.set(type, [...(subscribers.get(type) ?? []), hearer as Hearer]);
}

/** Hands a message to the rooms of this process. One that fails over it keeps it from no other. */
function dispatch(type: string, payload: unknown): void {
  for (const hearer of subscribers.get(type) ?? []) {
    try {
      hearer(payload as never);
    } catch (error) {
      log().error({ err: error, type }, "a room failed over what it heard");
    }
  }
}

/** Tells this process at once, and the others through the database. Called after commit. */
export function publish<Type extends MessageType>(type: Type, payload: BusMessages[Type]): void {
  dispatch(type, payload);
  publishToOthers(type, payload);
}

const processId = crypto.randomUUID();
const waiting: { type: string; payload: unknown }[] = [];
let sending = false;
let telling = Promise.resolve();

/** Tells only the other processes; for what this one has already passed on itself. */
export function publishToOthers<Type extends MessageType>(type: Type, payload: BusMessages[Type]): void {
  // While the database does not answer; everyone compares with it when it is back.
  if (waiting.length >= maxWaiting) waiting.shift();
  waiting.push({ type, payload });
  if (sending) return;
  sending = true;
  telling = delay(gatherMs).then(send);
}

/** Waits until the other processes have been told what they are to be told. */
export const flush = async (): Promise<void> => await telling;

/** What is said within so short a time goes in one notification, off the path of whoever types. */
const gatherMs = 5;
const maxWaiting = 10_000;
/** PostgreSQL takes 8,000 bytes per notification. */
const maxBytes = 7_900;
/** What goes around the messages of one notification. */
const wrappingBytes = 100;

async function send(): Promise<void> {
  while (waiting.length > 0) {
    const messages = takeBatch();
    if (messages.length > 0) await notify(JSON.stringify({ from: processId, messages }));
  }
  sending = false;
}

/** A notification that fails is lost, and no other with it. */
async function notify(notification: string): Promise<void> {
  try {
    await runPrepared("notify", "SELECT pg_notify($1, $2)", [busChannel, notification]);
  } catch (error) {
    log().warn({ err: error }, "other processes could not be told; they catch up by themselves");
  }
}

/** As many waiting messages as fit into one notification. One that fits into none is dropped, and no other with it. */
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

/** How much of a notification something takes, as JSON in UTF-8. */
const bytesOnBus = (message: unknown): number => Buffer.byteLength(JSON.stringify(message)) + 1;

/** Divides a list so that each part fits into a message of its own. What alone is too large is left out. */
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

/** A message with a part of a list has room for what else it says. */
const maxPartBytes = maxBytes - 1_000;

/** Takes one notification from the database; what this process said itself is passed over. */
export function receive(notification: string): void {
  const { from, messages } = JSON.parse(notification) as {
    from: string;
    messages: { type: string; payload: unknown }[];
  };
  if (from === processId) return;
  for (const { type, payload } of messages) dispatch(type, payload);
}
