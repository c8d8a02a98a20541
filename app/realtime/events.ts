import { z } from "zod";

/**
 * The contract of the live connection: every event either side may send. docs/realtime.md says it in words, for
 * whoever writes another client. The browser imports only the types of this file.
 */

const id = z.uuid();
/** A Yjs client id: unsigned, 32 bits. */
const clientId = z.number().int().min(0).max(0xffff_ffff);
const bytes = (most: number) =>
  z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.byteLength <= most,
    "not bytes, or too many",
  );
/**
 * Bytes of what is sent at every keystroke, in base64: socket.io sends each piece of binary as a frame of its own,
 * which costs more than the third that base64 adds (measured: half the time to a hundred readers).
 */
const base64 = (most: number) =>
  z
    .string()
    .max(Math.ceil(most / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
    .refine((text) => ((text.length - paddingOf(text)) * 3) / 4 < most + 1, "too many bytes");

/** By hand: this runs for what is no base64 too, and a pattern would take the square of a megabyte of signs. */
const paddingOf = (text: string) => (text.endsWith("==") ? 2 : Number(text.endsWith("=")));

/** Somewhat larger ones are refused with a reason; beyond this a message is not of the contract. */
const largestPayload = 1024 * 1024;
/** The largest state vector: some five thousand clients. */
const largestVector = 64 * 1024;

/** Where a caret stands: two of Yjs's relative positions, as `Y.encodeRelativePosition` gives them, in base64. */
const caret = z.strictObject({ anchor: base64(64), head: base64(64) });

/** What a client may send. Anything else is malformed, is counted, and cuts the connection at the tenth time. */
export const clientEvents = {
  "thread:join": z.strictObject({ thread: id }),
  "thread:leave": z.strictObject({ thread: id }),
  "thread:typing": z.strictObject({ thread: id }),
  "document:open": z.strictObject({
    document: id,
    /** The version of this editor's schema. */
    schema: z.number().int().min(1).max(10_000),
    /** The client id to go on with; null asks for a fresh one. */
    client: clientId.nullable(),
    /** What this client holds already (`Y.encodeStateVector`); one zero byte for nothing. */
    vector: bytes(largestVector),
  }),
  /** `update` is a Yjs update (format v1) in base64. */
  "document:update": z.strictObject({ document: id, update: base64(largestPayload), caret: caret.nullish() }),
  "document:caret": z.strictObject({ document: id, caret: caret.nullable() }),
  "document:close": z.strictObject({ document: id }),
} as const;

export type ClientEvent = keyof typeof clientEvents;
export type ClientPayload<Event extends ClientEvent> = z.infer<(typeof clientEvents)[Event]>;

/** Somebody who reads along: one entry per connection. */
export interface Present {
  /** Names this connection to the others; means nothing elsewhere. */
  who: string;
  name: string;
  organisation: string | null;
}

export type Caret = z.infer<typeof caret>;

/** What the server answers to each event, when it does as asked. */
export interface Answers {
  "thread:join": { change: number; present: Present[] };
  "thread:leave": object;
  "thread:typing": object;
  "document:open": {
    access: "write" | "read";
    /** Why it may only be read, where one might have expected to write. */
    readOnlyBecause?: "rights" | "older-editor";
    /** The client id to write under; null for a reader. */
    client: number | null;
    seq: number;
    /** What the client lacks (update format v1). */
    update: Uint8Array;
    /** What the server holds: lets the client send what it alone has. */
    vector: Uint8Array;
    present: Present[];
    carets: { who: string; caret: Caret }[];
  };
  "document:update": { seq: number };
  "document:caret": object;
  "document:close": object;
}

/** Why something was not done. */
export const refusals = [
  "malformed",
  "not-found",
  "read-only",
  "too-fast",
  "too-large",
  "not-open",
  "not-decodable",
  "gapped",
  "foreign-client",
  "unknown-content",
  "away",
  "failed",
] as const;
export type Refusal = (typeof refusals)[number];

export type Answer<Event extends ClientEvent> =
  | ({ ok: true } & Answers[Event])
  | { ok: false; reason: Refusal };

/** What the server tells, by ids; the page asks its own loader for the rest. */
export interface ServerEvents {
  "thread:changed": { thread: string; change: number };
  "thread:present": { thread: string; present: Present[] };
  "thread:typing": { thread: string; who: string; name: string };
  "document:update": { document: string; seq: number; update: string; who: string | null; caret?: Caret };
  "document:caret": { document: string; who: string; caret: Caret | null };
  "document:present": { document: string; present: Present[] };
  /** Its title has changed. */
  "document:renamed": { document: string };
  /** This text is closed to this connection: opening it again tells what remains of it. */
  "document:ended": { document: string; reason: Refusal };
}
export type ServerEvent = keyof ServerEvents;
