import * as Y from "yjs";

export interface Crowd {
  /** Who only receives. */
  readers: number;
  /** Who writes: one, unless said otherwise. */
  writers?: number;
  /** Whether a writer's caret travels with each letter; both sides say once who the writer is. */
  carets?: boolean;
  /**
   * Readers and writers only note when something came, and take nothing in: where there are many, a program that is all of them
   * at once would measure itself.
   */
  lean?: boolean;
}

/** One text, some writers, some readers: what both servers are measured by. */
export interface Session {
  /** A writer types one letter and, with carets, moves the caret behind it. */
  type(writer?: number): void;
  /** Is called with a reader's number whenever that reader has received letters: servers may merge updates. */
  onReceived(listener: (reader: number, letters: number) => void): void;
  /** Bytes over the wire so far: what all of them sent, and what they were sent. */
  traffic(): { up: number; down: number };
  close(): Promise<void>;
}

/** A server of co-edited texts, running in a process of its own. */
export interface Peer {
  name: string;
  /** Opens a fresh text, everyone in sync. */
  session(crowd: Crowd): Promise<Session>;
  /** Has so many texts open, one reader each, who has written something in it. @returns closes them */
  openTexts(count: number, fill: (doc: Y.Doc) => void): Promise<() => Promise<void>>;
  /** Memory of the server's process, in bytes. */
  memory(): Promise<number>;
  /** The processor time that it has used since it began, in milliseconds. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** The name of the piece of text that is written in; what each server's own editors use does not matter here. */
export const paragraphs = "default";

let last = { frame: "", letters: 0 };

/**
 * How many letters an update holds. Every reader receives the same bytes, so the last one is remembered: decoding for
 * each of them would measure the bench.
 */
export function lettersIn(frame: string, update: () => Uint8Array): number {
  if (last.frame !== frame) last = { frame, letters: countLetters(update()) };
  return last.letters;
}

function countLetters(update: Uint8Array): number {
  return Y.decodeUpdate(update).structs.reduce(
    (sum, struct) =>
      sum + (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.length : 0),
    0,
  );
}
