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

export type Caret = z.infer<typeof caret>;
