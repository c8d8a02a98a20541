import type { Caret, ClientEvent } from "./client-events.server";

/** A reader who is present: one entry per connection. */
export interface Present {
  /** Identifies this connection to the others; has no other use. */
  who: string;
  name: string;
  organisation: string | null;
}

/** Who is present, as a connection is shown it when it joins: how many people, and the first of them. */
export interface Presence {
  count: number;
  present: Present[];
}

/** What changed since the last presence of this channel: the new count, and changes of the first of them. */
export interface PresenceChange {
  count: number;
  came?: Present[];
  /** The `who` of each. */
  left?: string[];
}

/** The server's answer to each event that succeeds. */
export interface Answers {
  "thread:join": { change: number } & Presence;
  "thread:leave": object;
  "thread:typing": object;
  "document:open": {
    access: "write" | "read";
    /** Why the document is read-only for a reader who could expect to write. */
    readOnlyBecause?: "rights" | "older-editor" | "frozen";
    /** Stands for the document in the short form of updates, until the connection ends. */
    number: number;
    /** The client id to write under; null for a reader. */
    client: number | null;
    seq: number;
    /** The update that the client lacks (format v1). */
    update: Uint8Array;
    /** The server's state vector, from which the client computes what to send. */
    vector: Uint8Array;
    carets: { who: string; caret: Caret }[];
  } & Presence;
  "document:update": { seq: number };
  u: { seq: number };
  "document:caret": object;
  "document:close": object;
}

/** Reasons of a refusal. */
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

/** What changed in a thread after `after`, as its room describes posts. */
export interface ThreadContent {
  after: number;
  posts: readonly unknown[];
  /** Ids of the posts that are no longer readable. */
  gone: readonly string[];
}

/** The events the server sends. What they do not contain, the page requests from its own loader. */
export interface ServerEvents {
  /** Without content, the page requests the changes that it lacks. */
  "thread:changed": { thread: string; change: number; content?: ThreadContent };
  "thread:present": { thread: string } & PresenceChange;
  "thread:typing": { thread: string; who: string; name: string };
  "document:update": { document: string; seq: number; update: string; who: string | null; caret?: Caret };
  /**
   * The short form of `document:update`: number, seq, update, who, and the caret if it moved. Updates of one commit may
   * be merged: then `seq` is the last one's, and the carets that moved follow one another.
   */
  u: [
    number: number,
    seq: number,
    update: string,
    who: string | null,
    caret?: Caret | null,
    ...others: [who: string, caret: Caret][],
  ];
  "document:caret": { document: string; who: string; caret: Caret | null };
  "document:present": { document: string } & PresenceChange;
  /** The title has changed. */
  "document:renamed": { document: string };
  /** The document is closed to this connection; opening it again returns what may still be read. */
  "document:ended": { document: string; reason: Refusal };
  /** The person's notices have changed; the page asks for their number. */
  "notices:changed": object;
}
export type ServerEvent = keyof ServerEvents;
