import * as Y from "yjs";
import type { Caret } from "../../realtime/client-events.server";
import type { ServerEvents } from "../../realtime/events";
import { emitToChannel, type LiveSession } from "../../realtime/live.server";

/** The channel of all readers of a document. */
export const documentChannel = (documentId: string): string => `document:${documentId}`;
/** The channel of updates, in the short form or in the long one of older pages. */
export const updateChannel = (documentId: string, short: boolean): string =>
  `${short ? "short" : "long"}-updates:${documentId}`;

/** An update that is in the log, and its author on this process. */
export interface WrittenUpdate {
  seq: number;
  session: LiveSession;
  update: Uint8Array;
  /** The update in base64, as it was received. */
  encoded: string;
  caret: Caret | null | undefined;
}

/** Larger updates are sent alone: merging decodes them on the main thread. */
const maxMergedBytes = 1024;
/** Maximum number of updates merged into one message: merging is quadratic in their number. */
const maxUpdatesPerFrame = 50;

/** Sends updates to the readers of a document on this process. */
export class UpdateFrames {
  readonly #documentId: string;
  readonly #number: number;
  readonly #readers: ReadonlyMap<LiveSession, { short: boolean }>;

  /**
   * @param number stands for the document in the short form of updates.
   * @param readers the connections that have it open now.
   */
  constructor(documentId: string, number: number, readers: ReadonlyMap<LiveSession, { short: boolean }>) {
    this.#documentId = documentId;
    this.#number = number;
    this.#readers = readers;
  }

  /**
   * Sends the updates of one commit. Writing a message to every reader costs more than merging, so keystrokes are
   * merged. An author gets their own update back only among others'.
   */
  sendWritten(written: readonly WrittenUpdate[]): void {
    for (const together of inFrames(written)) this.#sendMerged(together);
    for (const { session, seq, encoded: update, caret } of written) {
      const long = { document: this.#documentId, seq, update, who: session.who, ...(caret && { caret }) };
      emitToChannel(updateChannel(this.#documentId, false), "document:update", long, session);
    }
  }

  #sendMerged(together: readonly WrittenUpdate[]): void {
    const [first] = together;
    const seq = together.at(-1)?.seq ?? 0;
    const update =
      together.length === 1 && first
        ? first.encoded
        : encode(Y.mergeUpdates(together.map((each) => each.update)));
    const authors = [...new Set(together.map(({ session }) => session))];
    const frameFor = (except?: LiveSession): ServerEvents["u"] => {
      const shown = together.filter(({ session }) => session !== except);
      return [this.#number, seq, update, ...whoAndCarets(shown)];
    };
    emitToChannel(updateChannel(this.#documentId, true), "u", frameFor(), authors);
    if (authors.length === 1) return;
    for (const author of authors) if (this.#readers.get(author)?.short) author.emit("u", frameFor(author));
  }

  /** Sends updates that other processes wrote. */
  sendLogged(news: readonly { seq: number; bytes: Uint8Array }[]): void {
    for (const { seq, bytes } of news) {
      const update = encode(bytes);
      emitToChannel(updateChannel(this.#documentId, true), "u", [this.#number, seq, update, null]);
      const long = { document: this.#documentId, seq, who: null, update };
      emitToChannel(updateChannel(this.#documentId, false), "document:update", long);
    }
  }
}

function inFrames(written: readonly WrittenUpdate[]): WrittenUpdate[][] {
  const frames: WrittenUpdate[][] = [];
  let merges = false;
  for (const each of written) {
    const isSmall = each.update.byteLength <= maxMergedBytes;
    const last = frames.at(-1);
    if (last && merges && isSmall && last.length < maxUpdatesPerFrame) last.push(each);
    else frames.push([each]);
    merges = isSmall;
  }
  return frames;
}

type WhoAndCarets = [who: string | null, caret?: Caret | null, ...others: [who: string, caret: Caret][]];

/** The last caret of each author; without one, who wrote. */
function whoAndCarets(written: readonly WrittenUpdate[]): WhoAndCarets {
  const carets = new Map(written.flatMap(({ session, caret }) => (caret ? [[session.who, caret]] : [])));
  const [first, ...others] = carets;
  if (first) return [...first, ...others];
  return [written[0]?.session.who ?? null];
}

const encode = (update: Uint8Array): string => Buffer.from(update).toString("base64");
