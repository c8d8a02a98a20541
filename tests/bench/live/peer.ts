import type * as Y from "yjs";

/** One text, one writer, some readers: what both servers are measured by. */
export interface Session {
  /** The writer types one letter and moves the caret behind it. */
  type(): void;
  /** Is called with a reader's number whenever that reader has received something. */
  onReceived(listener: (reader: number) => void): void;
  writer: Y.Doc;
  readers: Y.Doc[];
  /** Bytes over the wire so far: what the writer sent, and what the readers were sent. */
  traffic(): { up: number; down: number };
  close(): Promise<void>;
}

/** A server of co-edited texts, running in a process of its own. */
export interface Peer {
  name: string;
  /** Opens a fresh text with so many readers, all in sync. */
  session(readers: number): Promise<Session>;
  /** Memory of the server's process, in bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}
