import { db, queryPrepared } from "../../db/database.server";
import { Prisma } from "../../db/generated/client";
import { log, now } from "../../services/services.server";
import type { DerivedContent } from "../document-nodes";
import { DerivationScheduler } from "./derivation-scheduler";
import { documentWorkers, passedThreadLimits, type ThreadLoad } from "./document-workers.server";
import { keepSnapshot, readLog } from "./log.server";
import type { OpenDocument } from "./open-document.server";

/** The tail of a text is compacted before it passes this. */
const maxTailUpdates = 200;
/** Nobody has written for so long: time to derive what readers and search take. */
const pauseMs = 2_000;
/** While somebody writes without a pause, derive at least this often. */
const maxWaitMs = 30_000;
/** Larger texts are derived in the thread for heavy ones. */
const maxLightBytes = 256 * 1024;

/** Texts that took longer than a small one may: from then on they are heavy ones. */
const slow = new Set<string>();
const maxRemembered = 1_000;

/** What became of a text that was to be derived: the snapshot was kept up to `seq`, where it was. */
export interface Derived {
  compacted: { seq: number; bytes: number } | null;
}

const scheduler = new DerivationScheduler<Derived>(async (documentId) => await deriveNow(documentId));

/**
 * Brings what is derived from a text up to its log: the reading view, the words for search, and, when the tail has
 * grown, the snapshot. In a thread, one text at a time and in fair turns; never waited for by a page.
 * @param asker whose turn it takes.
 */
export async function derive(
  documentId: string,
  asker: string,
  { bytes }: { bytes: number },
): Promise<Derived> {
  const load: ThreadLoad = bytes > maxLightBytes || slow.has(documentId) ? "heavy" : "light";
  return await scheduler.schedule({ key: documentId, asker, lane: load });
}

/** The same for a page, which shows what there is and lets this go on. */
export function deriveLater(documentId: string, asker: string, size: { bytes: number }): void {
  derive(documentId, asker, size).catch((error: unknown) => {
    log().warn({ err: error, document: documentId }, "a text is shown as it last could be read");
  });
}

async function deriveNow(documentId: string): Promise<Derived> {
  if (!(await isDue(documentId))) return { compacted: null };
  const { snapshot, updates } = await readLog(documentId);
  const seq = updates.at(-1)?.seq ?? snapshot?.seq ?? 0;
  const parts = [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
  const digest = await digestIn(documentId, parts).catch(async (error: unknown) => {
    await rememberFailure(documentId, seq);
    throw error;
  });
  const compacts = updates.length >= maxTailUpdates;
  if (compacts) await keepSnapshot(documentId, seq, digest.snapshot);
  await keepDerived(documentId, seq, digest);
  return { compacted: compacts ? { seq, bytes: digest.snapshot.byteLength } : null };
}

/** Whether its view is behind its log, and was not found impossible to make of just that. */
async function isDue(documentId: string): Promise<boolean> {
  const row = await db.document.findUnique({
    where: { id: documentId },
    select: { seq: true, derivationFailedSeq: true, view: { select: { seq: true } } },
  });
  return row !== null && Math.max(row.view?.seq ?? -1, row.derivationFailedSeq) < row.seq;
}

/** A small text that turns out to be slow to derive goes to the thread for heavy ones. */
async function digestIn(documentId: string, parts: Uint8Array[]): Promise<DerivedContent> {
  const bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytes > maxLightBytes || slow.has(documentId)) return await documentWorkers().digest(parts, "heavy");
  try {
    return await documentWorkers().digest(parts, "light");
  } catch (error) {
    if (!passedThreadLimits(error)) throw error;
    if (slow.size >= maxRemembered) slow.clear();
    slow.add(documentId);
    return await documentWorkers().digest(parts, "heavy");
  }
}

async function keepDerived(documentId: string, seq: number, digest: DerivedContent): Promise<void> {
  const { content, plainText, view } = digest;
  // When it changed is kept here, not at every keystroke: lists are sorted by it, and an index stands on it.
  const changedAt = (await timeOf(documentId, seq)) ?? now();
  // Not by Prisma: it remembers what its last hundred statements were given, and these are whole texts.
  await queryPrepared(Prisma.sql`
    WITH derived AS (
      UPDATE "Document" SET "content" = ${content}::jsonb, "plainText" = ${plainText},
        "derivedSeq" = ${seq}, "changedAt" = ${changedAt}::timestamptz
      WHERE "id" = ${documentId}::uuid AND "derivedSeq" <= ${seq} AND "state" <> 'erased'
      RETURNING "id")
    INSERT INTO "DocumentView" ("documentId", "seq", "html", "outline", "words")
    SELECT "id", ${seq}, ${view.html}, ${JSON.stringify(view.outline)}::jsonb, ${view.words} FROM derived
    ON CONFLICT ("documentId") DO UPDATE SET "seq" = EXCLUDED."seq", "html" = EXCLUDED."html",
      "outline" = EXCLUDED."outline", "words" = EXCLUDED."words"`);
  await db.documentClient.updateMany({
    where: { documentId, clientId: { in: digest.clients }, wroteAt: null },
    data: { wroteAt: changedAt },
  });
}

async function rememberFailure(documentId: string, seq: number): Promise<void> {
  await db.document.updateMany({
    where: { id: documentId, derivationFailedSeq: { lt: seq } },
    data: { derivationFailedSeq: seq },
  });
}

/** When this line of the log was written: it may be read long after, and nothing changed in between. */
async function timeOf(documentId: string, seq: number): Promise<Date | undefined> {
  const where = { documentId, seq };
  const update = await db.documentUpdate.findFirst({ where, select: { createdAt: true } });
  return (update ?? (await db.documentSnapshot.findFirst({ where, select: { createdAt: true } })))?.createdAt;
}

/** Derives an open text after each pause in the writing, and before its tail grows long. */
export class DerivationTrigger {
  readonly #text: OpenDocument;
  #timer: NodeJS.Timeout | undefined;
  #waitingSince: number | undefined;
  /** Who wrote last: the derivation takes their turn. */
  #writer = "";
  #digesting: Promise<void> = Promise.resolve();

  constructor(text: OpenDocument) {
    this.#text = text;
  }

  /** This person has changed the text. */
  changed(personId: string): void {
    this.#writer = personId;
    this.#waitingSince ??= Date.now();
    clearTimeout(this.#timer);
    if (this.#text.tail >= maxTailUpdates || Date.now() - this.#waitingSince > maxWaitMs) this.#now();
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
    this.#digesting = this.#digest();
  }

  async #digest(): Promise<void> {
    try {
      const { compacted } = await derive(this.#text.id, this.#writer, this.#text);
      if (compacted) this.#text.compacted(compacted.seq, compacted.bytes);
    } catch (error) {
      // Nothing is lost: the log holds everything, and the next change or reader tries again.
      log().warn({ err: error, document: this.#text.id }, "a text could not be digested");
    }
  }
}
