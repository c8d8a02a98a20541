import { db, queryPrepared } from "../../db/database.server";
import { Prisma } from "../../db/generated/client";
import { log, now } from "../../services/services.server";
import { relocateComments } from "../comments/relocate.server";
import type { DerivedContent } from "../document-nodes";
import { keepAutoVersion } from "../versions/keep-version.server";
import { DerivationScheduler } from "./derivation-scheduler";
import { documentWorkers, passedThreadLimits, type ThreadLoad } from "./document-workers.server";
import { keepSnapshot, readLog } from "./log.server";
import type { OpenDocument } from "./open-document.server";

/** Maximum number of updates after the snapshot before compaction. */
const maxTailUpdates = 200;
/** Pause in writing after which content is derived for readers and search. */
const pauseMs = 2_000;
/** Maximum time between derivations during continuous writing. */
const maxWaitMs = 30_000;
/** Larger documents are derived in the heavy worker. */
const maxLightBytes = 256 * 1024;

/** Documents that exceeded the light worker's limits; they go to the heavy worker from then on. */
const slow = new Set<string>();
const maxRemembered = 1_000;

/** The result of a derivation: `seq` and size of the new snapshot, if one was stored. */
export interface Derived {
  compacted: { seq: number; bytes: number } | null;
}

const scheduler = new DerivationScheduler<Derived>(async (documentId) => await deriveNow(documentId));

/**
 * Brings derived content up to the log: reading view, text for search and, when the tail is long, the snapshot. Runs in
 * a worker, one document at a time, with fair turns between persons; no page waits for it.
 * @param asker the person whose turn it takes.
 */
export async function derive(
  documentId: string,
  asker: string,
  { bytes }: { bytes: number },
): Promise<Derived> {
  const load: ThreadLoad = bytes > maxLightBytes || slow.has(documentId) ? "heavy" : "light";
  return await scheduler.schedule({ key: documentId, asker, lane: load });
}

/** Starts `derive` for a page, which shows the present view and does not wait. */
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
  await keepDerived(documentId, seq, digest);
  await relocateComments(documentId, { seq, parts });
  // After the version, which reads from the log who wrote it.
  if (compacts) await keepSnapshot(documentId, seq, digest.snapshot);
  return { compacted: compacts ? { seq, bytes: digest.snapshot.byteLength } : null };
}

/** Whether the view is behind the log, and deriving this `seq` has not failed before. */
async function isDue(documentId: string): Promise<boolean> {
  const row = await db.document.findUnique({
    where: { id: documentId },
    select: { seq: true, derivationFailedSeq: true, view: { select: { seq: true } } },
  });
  return row !== null && Math.max(row.view?.seq ?? -1, row.derivationFailedSeq) < row.seq;
}

/** A small document that exceeds the light worker's limits is derived in the heavy worker. */
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
  // `changedAt` is written here rather than at every update: lists sort by it through an index, which each write would
  // touch.
  const changedAt = (await timeOf(documentId, seq)) ?? now();
  // Not through Prisma: it caches the values of its last hundred statements, here whole documents.
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
  await keepAutoVersion({ documentId, seq, content, words: view.words, at: changedAt });
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

/** When this entry of the log was written. Derivation may run much later, although nothing has changed since. */
async function timeOf(documentId: string, seq: number): Promise<Date | undefined> {
  const where = { documentId, seq };
  const update = await db.documentUpdate.findFirst({ where, select: { createdAt: true } });
  return (update ?? (await db.documentSnapshot.findFirst({ where, select: { createdAt: true } })))?.createdAt;
}

/** Derives an open document after each pause in writing, and before its tail grows long. */
export class DerivationTrigger {
  readonly #text: OpenDocument;
  #timer: NodeJS.Timeout | undefined;
  #waitingSince: number | undefined;
  /** The person who wrote last; the derivation takes their turn. */
  #writer = "";
  #digesting: Promise<void> = Promise.resolve();

  constructor(text: OpenDocument) {
    this.#text = text;
  }

  /** Call after each change, with the person who made it. */
  changed(personId: string): void {
    this.#writer = personId;
    this.#waitingSince ??= Date.now();
    clearTimeout(this.#timer);
    if (this.#text.tail >= maxTailUpdates || Date.now() - this.#waitingSince > maxWaitMs) this.#now();
    else this.#timer = setTimeout(() => this.#now(), pauseMs).unref();
  }

  /** Call when the last reader leaves: derives what is due and clears the timer. */
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
      // No data is lost: the log is complete, and the next change or reader starts another derivation.
      log().warn({ err: error, document: this.#text.id }, "a text could not be digested");
    }
  }
}
