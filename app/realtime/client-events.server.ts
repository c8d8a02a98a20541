import { z } from "zod";

/**
 * The contract of the live connection: every event a client may send. docs/realtime.md documents it for other
 * clients. The browser imports only the types of this file.
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
 * Bytes in base64, for data sent at every keystroke: socket.io sends each binary part as a frame of its own,
 * which costs more than the third that base64 adds (measured: half the time to a hundred readers).
 */
const base64 = (most: number) =>
  z
    .string()
    .max(Math.ceil(most / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
    .refine((text) => ((text.length - paddingOf(text)) * 3) / 4 < most + 1, "too many bytes");

/**
 * Without a regular expression: this also runs on invalid input, where a pattern would take time quadratic in a
 * megabyte of characters.
 */
const paddingOf = (text: string) => (text.endsWith("==") ? 2 : Number(text.endsWith("=")));

/** Updates above `maxUpdateBytes` are refused with a reason; payloads above this limit are malformed. */
const maxPayloadBytes = 1024 * 1024;
/** Maximum size of a state vector: about five thousand clients. */
const maxVectorBytes = 64 * 1024;

/** A caret: two Yjs relative positions, as `Y.encodeRelativePosition` returns them, in base64. */
const caret = z.strictObject({ anchor: base64(64), head: base64(64) });

/** The number of an open document, as the answer to its opening gave it. */
const documentNumber = z.number().int().min(0);

/** The events a client may send. Anything else is malformed and counted; the tenth one closes the connection. */
export const clientEvents = {
  "thread:join": z.strictObject({ thread: id }),
  "thread:leave": z.strictObject({ thread: id }),
  "thread:typing": z.strictObject({ thread: id }),
  "document:open": z.strictObject({
    document: id,
    /** The version of this editor's schema. */
    schema: z.number().int().min(1).max(10_000),
    /** The client id to reuse; null requests a new one. */
    client: clientId.nullable(),
    /** The client's state vector (`Y.encodeStateVector`); one zero byte when it is empty. */
    vector: bytes(maxVectorBytes),
    /** The client uses the short form `u` of updates, and receives it. */
    short: z.boolean().optional(),
  }),
  /** `update` is a Yjs update (format v1) in base64. */
  "document:update": z.strictObject({
    document: id,
    update: base64(maxPayloadBytes),
    caret: caret.nullish(),
  }),
  /**
   * The short form of `document:update`, for each keystroke: the document's number on this connection, the update, and
   * the caret if it moved. A third of the bytes.
   */
  u: z.union([
    z.tuple([documentNumber, base64(maxPayloadBytes)]),
    z.tuple([documentNumber, base64(maxPayloadBytes), caret.nullable()]),
  ]),
  "document:caret": z.strictObject({ document: id, caret: caret.nullable() }),
  "document:close": z.strictObject({ document: id }),
} as const;

export type ClientEvent = keyof typeof clientEvents;
export type ClientPayload<Event extends ClientEvent> = z.infer<(typeof clientEvents)[Event]>;

export type Caret = z.infer<typeof caret>;
