import type { Caret, ClientEvent } from "./client-events.server";

/** Somebody who reads along: one entry per connection. */
export interface Present {
  /** Names this connection to the others; means nothing elsewhere. */
  who: string;
  name: string;
  organisation: string | null;
}

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
