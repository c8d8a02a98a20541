import { ask, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { log, now } from "../ports/ports.server";
import { keepSnapshot, readLog } from "./log.server";
import type { OpenText } from "./open-text.server";
import { textThreads } from "./text-threads.server";

/** The tail of a text is compacted before it passes this. */
const longestTail = 200;
/** Nobody has written for so long: time to derive what readers and search take. */
const pauseMs = 2_000;
/** While somebody writes without a pause, derive at least this often. */
const longestWaitMs = 30_000;

/**
 * Brings what is derived from a text up to its log: the reading view, the words for search, and, when the tail has
 * grown, the snapshot. All of it in a thread of its own, from the log and not from memory.
 */
export async function digestText(documentId: string): Promise<{ seq: number; bytes: number }> {
  const { snapshot, updates } = await readLog(documentId);
  const seq = updates.at(-1)?.seq ?? snapshot?.seq ?? 0;
  const parts = [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
  const digest = await textThreads().digest(parts);
  if (updates.length >= longestTail) await keepSnapshot(documentId, seq, digest.snapshot);
  const { content, plainText } = digest;
  // When it changed is kept here, not at every keystroke: lists are sorted by it, and an index stands on it.
  const changedAt = (await timeOf(documentId, seq)) ?? now();
  // Not by Prisma: it remembers what its last hundred statements were given, and these are whole texts.
  await ask(Prisma.sql`
    UPDATE "Document" SET "content" = ${JSON.stringify(content)}::jsonb, "plainText" = ${plainText},
      "derivedSeq" = ${seq}, "changedAt" = ${changedAt}::timestamptz
    WHERE "id" = ${documentId}::uuid AND "derivedSeq" < ${seq}`);
  await db.documentClient.updateMany({
    where: { documentId, clientId: { in: digest.clients }, wroteAt: null },
    data: { wroteAt: changedAt },
  });
  return { seq, bytes: digest.snapshot.byteLength };
}

/** When this line of the log was written: it may be read long after, and nothing changed in between. */
async function timeOf(documentId: string, seq: number): Promise<Date | undefined> {
  const where = { documentId, seq };
  const update = await db.documentUpdate.findFirst({ where, select: { createdAt: true } });
  return (update ?? (await db.documentSnapshot.findFirst({ where, select: { createdAt: true } })))?.createdAt;
}

/** Digests an open text after each pause in the writing, and before its tail grows long. */
export class Digester {
  readonly #text: OpenText;
  #timer: NodeJS.Timeout | undefined;
  #waitingSince: number | undefined;
  #digesting: Promise<void> = Promise.resolve();

  constructor(text: OpenText) {
    this.#text = text;
  }

  /** The text has changed. */
  changed(): void {
    this.#waitingSince ??= Date.now();
    clearTimeout(this.#timer);
    if (this.#text.tail >= longestTail || Date.now() - this.#waitingSince > longestWaitMs) this.#now();
    else this.#timer = setTimeout(() => this.#now(), pauseMs).unref();
  }

  /** The last reader leaves: what is derived should be up to date, and no timer remain. */
  async close(): Promise<void> {
    if (this.#waitingSince !== undefined) this.#now();
    await this.#digesting;
  }

  #now(): void {
    clearTimeout(this.#timer);
    this.#waitingSince = undefined;
    this.#digesting = this.#digesting.then(() => this.#digest());
  }

  async #digest(): Promise<void> {
    try {
      const compacts = this.#text.tail >= longestTail;
      const { seq, bytes } = await digestText(this.#text.id);
      if (compacts) this.#text.compacted(seq, bytes);
    } catch (error) {
      // Nothing is lost: the log holds everything, and the next change or reader tries again.
      log().warn({ err: error, document: this.#text.id }, "a text could not be digested");
    }
  }
}
