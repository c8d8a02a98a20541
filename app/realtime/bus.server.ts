import { setTimeout as delay } from "node:timers/promises";
import { runPrepared } from "../db/pool.server";
import { log } from "../ports/ports.server";
import type { Caret } from "./events";
import type { Reading } from "./presence.server";

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
  presence: { channel: string; process: string; people: Reading[] };
  /** A caret moved. Lost ones do no harm. */
  "document:caret": { document: string; who: string; caret: Caret | null };
}

type MessageType = keyof BusMessages;
type Hearer = (payload: never) => void;

/** The channel of PostgreSQL's LISTEN and NOTIFY. */
export const busChannel = "portal";

const hearers = new Map<string, Hearer[]>();

/** A room says what it does when another process, or this one, speaks. */
export function hear<Type extends MessageType>(
  type: Type,
  hearer: (payload: BusMessages[Type]) => void,
): void {
  hearers.set(type, [...(hearers.get(type) ?? []), hearer as Hearer]);
}

/** Hands a message to the rooms of this process. */
function hand(type: string, payload: unknown): void {
  for (const hearer of hearers.get(type) ?? []) hearer(payload as never);
}

/** Tells this process at once, and the others through the database. Called after commit. */
export function publish<Type extends MessageType>(type: Type, payload: BusMessages[Type]): void {
  hand(type, payload);
  publishElsewhere(type, payload);
}

const processId = crypto.randomUUID();
let waiting: { type: string; payload: unknown }[] = [];
let sending = false;
let telling = Promise.resolve();

/** Tells only the other processes; for what this one has already passed on itself. */
export function publishElsewhere<Type extends MessageType>(type: Type, payload: BusMessages[Type]): void {
  waiting.push({ type, payload });
  if (sending) return;
  sending = true;
  telling = delay(gatherMs).then(send);
}

/** Waits until the other processes have been told what they are to be told. */
export const everybodyTold = async (): Promise<void> => await telling;

/** What is said within so short a time goes in one notification, off the path of whoever types. */
const gatherMs = 5;
/** PostgreSQL takes 8,000 bytes per notification. */
const mostBytes = 7_900;

async function send(): Promise<void> {
  try {
    while (waiting.length > 0) {
      const notification = JSON.stringify({ from: processId, messages: takeBatch() });
      await runPrepared("notify", "SELECT pg_notify($1, $2)", [busChannel, notification]);
    }
  } catch (error) {
    waiting = [];
    log().warn({ err: error }, "other processes could not be told; they catch up by themselves");
  } finally {
    sending = false;
  }
}

/** As many waiting messages as fit into one notification, at least one. */
function takeBatch(): typeof waiting {
  let bytes = 100;
  let count = 0;
  for (const message of waiting) {
    bytes += Buffer.byteLength(JSON.stringify(message)) + 1;
    if (count > 0 && bytes > mostBytes) break;
    count += 1;
  }
  return waiting.splice(0, count);
}

/** Takes one notification from the database; what this process said itself is passed over. */
export function receive(notification: string): void {
  const { from, messages } = JSON.parse(notification) as {
    from: string;
    messages: { type: string; payload: unknown }[];
  };
  if (from === processId) return;
  for (const { type, payload } of messages) hand(type, payload);
}
