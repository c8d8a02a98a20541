import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { runPrepared } from "../../db/pool.server";
import { now } from "../../services/services.server";
import type { DocumentStatus } from "../status";

/**
 * The log is the source of truth of every document: append-only Yjs updates, numbered per document, with one snapshot
 * of the updates that were compacted.
 */

/** An update to append to the log. */
export interface Append {
  documentId: string;
  /** The space in which its author opened the document. */
  spaceId: string;
  bytes: Uint8Array;
  author: Viewer;
  organisationId: string | null;
  /** The schema version of the author's editor. */
  schema: number;
}

/** Updates that are appended together or not at all. */
interface Waiting {
  appends: readonly Append[];
  resolve: (seqs: (number | null)[]) => void;
  reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];
let writing = false;

/**
 * Appends updates durably in one commit. Updates that arrive while a statement runs share the next one, across all
 * documents of this process, so they share a commit instead of queueing.
 * @returns their numbers; null where the author may not write there (any more).
 * @throws when the database is unavailable: nothing was written, or the outcome is unknown; the sender retries.
 */
export async function appendUpdates(appends: readonly Append[]): Promise<(number | null)[]> {
  return await new Promise((resolve, reject) => {
    waiting.push({ appends, resolve, reject });
    if (!writing) void write();
  });
}

async function write(): Promise<void> {
  writing = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    try {
      const seqs = await insert(batch.flatMap(({ appends }) => appends));
      for (const { appends, resolve } of batch) resolve(seqs.splice(0, appends.length));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  writing = false;
}

/**
 * One statement, one commit. The insert joins through the author, so these append nothing: an ended session, rights
 * changed since the connection was made, a document moved to another space or frozen, a newer schema version. Rows are locked in
 * the order of their ids, so that two processes cannot deadlock.
 */
const insertStatement = `
  WITH incoming AS (
    SELECT * FROM unnest($1::int[], $2::uuid[], $3::bytea[], $4::uuid[], $5::uuid[], $6::text[], $7::int[],
        $8::int[], $10::uuid[])
      AS i(place, document, bytes, author, organisation, session, rights, schema, space)
  ), allowed AS (
    SELECT i.* FROM incoming i
    JOIN "Session" s ON s."id" = i.session AND s."personId" = i.author AND s."expiresAt" > $9
    JOIN "Person" p ON p."id" = i.author AND p."rights" = i.rights
  ), locked AS (
    SELECT d."id", d."schemaVersion", d."spaceId" FROM "Document" d
    WHERE d."id" IN (SELECT document FROM allowed) AND d."state" = 'visible' AND d."status" IN ('draft', 'review')
    ORDER BY d."id" FOR NO KEY UPDATE
  ), fitting AS (
    SELECT a.* FROM allowed a JOIN locked l ON l."id" = a.document AND l."schemaVersion" <= a.schema AND l."spaceId" = a.space
  ), counted AS (
    SELECT f.document, count(*)::int AS updates, sum(length(f.bytes))::int AS bytes
    FROM fitting f GROUP BY f.document
  ), numbered AS (
    UPDATE "Document" d SET "seq" = d."seq" + c.updates, "bytes" = d."bytes" + c.bytes
    FROM counted c WHERE d."id" = c.document
    RETURNING d."id", d."seq" - c.updates AS before
  ), placed AS (
    SELECT f.*, n.before + row_number() OVER (PARTITION BY f.document ORDER BY f.place) AS seq
    FROM fitting f JOIN numbered n ON n."id" = f.document
  ), inserted AS (
    INSERT INTO "DocumentUpdate" ("documentId", "seq", "authorId", "organisationId", "bytes", "createdAt")
    SELECT document, seq, author, organisation, bytes, $9 FROM placed
  )
  SELECT place, seq::int AS seq FROM placed`;

/** The same for one update, the most frequent case; it costs the database half as much. */
const insertOneStatement = `
  WITH numbered AS (
    UPDATE "Document" d SET "seq" = d."seq" + 1, "bytes" = d."bytes" + length($2::bytea)
    WHERE d."id" = $1 AND d."state" = 'visible' AND d."status" IN ('draft', 'review') AND d."schemaVersion" <= $8 AND d."spaceId" = $9 AND EXISTS (
      SELECT FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
      WHERE s."id" = $5 AND s."personId" = $3 AND s."expiresAt" > $7 AND p."rights" = $6)
    RETURNING d."seq"
  )
  INSERT INTO "DocumentUpdate" ("documentId", "seq", "authorId", "organisationId", "bytes", "createdAt")
  SELECT $1, "seq", $3, $4, $2, $7 FROM numbered RETURNING "seq"`;

async function insert(batch: readonly Append[]): Promise<(number | null)[]> {
  const [only] = batch;
  return batch.length === 1 && only ? [await insertOne(only)] : await insertMany(batch);
}

/**
 * Appends one update now, also within a transaction.
 * @returns its number; null where the author may not write.
 */
export async function insertOne(append: Append): Promise<number | null> {
  const { documentId, bytes, author, organisationId, schema, spaceId } = append;
  const [row] = await runPrepared<{ seq: number }>("append-update", insertOneStatement, [
    documentId,
    asBuffer(bytes),
    author.personId,
    organisationId,
    author.sessionId,
    author.rights,
    now(),
    schema,
    spaceId,
  ]);
  return row?.seq ?? null;
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function insertMany(batch: readonly Append[]): Promise<(number | null)[]> {
  const rows = await runPrepared<{ place: number; seq: number }>("append-updates", insertStatement, [
    batch.map((_, place) => place),
    batch.map(({ documentId }) => documentId),
    batch.map(({ bytes }) => asBuffer(bytes)),
    batch.map(({ author }) => author.personId),
    batch.map(({ organisationId }) => organisationId),
    batch.map(({ author }) => author.sessionId),
    batch.map(({ author }) => author.rights),
    batch.map(({ schema }) => schema),
    now(),
    batch.map(({ spaceId }) => spaceId),
  ]);
  const placed = new Map(rows.map(({ place, seq }) => [place, seq]));
  return batch.map((_, place) => placed.get(place) ?? null);
}

/** One entry of the log. */
export interface LoggedUpdate {
  seq: number;
  bytes: Uint8Array;
}

/** A stored document: the snapshot, and every update after it. */
export interface StoredDocument {
  snapshot: LoggedUpdate | null;
  updates: LoggedUpdate[];
}

/** Reads a document. One statement reads snapshot and tail, since compaction moves rows from one to the other. */
export async function readLog(documentId: string): Promise<StoredDocument> {
  const rows = await runPrepared<LoggedUpdate & { merged: boolean }>(
    "read-log",
    `SELECT "seq", "bytes", true AS merged FROM "DocumentSnapshot" WHERE "documentId" = $1
     UNION ALL
     SELECT "seq", "bytes", false FROM "DocumentUpdate" WHERE "documentId" = $1
     ORDER BY "seq", merged DESC`,
    [documentId],
  );
  const snapshot = rows.find(({ merged }) => merged) ?? null;
  const updates = rows.filter(({ merged, seq }) => !merged && seq > (snapshot?.seq ?? 0));
  return { snapshot, updates };
}

/**
 * The updates after a number.
 * @returns null when compaction has removed some of them: the document has to be reloaded.
 */
export async function readTail(documentId: string, after: number): Promise<LoggedUpdate[] | null> {
  const rows = await runPrepared<LoggedUpdate>(
    "read-tail",
    `SELECT "seq", "bytes" FROM "DocumentUpdate" WHERE "documentId" = $1 AND "seq" > $2 ORDER BY "seq"`,
    [documentId, after],
  );
  const [first] = rows;
  if (first ? first.seq === after + 1 : (await lastNumber(documentId)) === after) return rows;
  return null;
}

async function lastNumber(documentId: string): Promise<number> {
  const row = await db.document.findUnique({ where: { id: documentId }, select: { seq: true } });
  return row?.seq ?? 0;
}

/** A document's position in the database, to compare with the state in memory. */
export interface DocumentPosition {
  seq: number;
  schemaVersion: number;
  spaceId: string;
  status: DocumentStatus;
}

/** The positions of these documents; a document that is no longer readable is missing. */
export async function readPositions(documentIds: string[]): Promise<Map<string, DocumentPosition>> {
  const rows = await db.document.findMany({
    where: { id: { in: documentIds }, state: "visible" },
    select: { id: true, seq: true, schemaVersion: true, spaceId: true, status: true },
  });
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}

/** Raises a document's schema version before a newer editor writes: older editors can append nothing from then on. */
export async function raiseSchema(documentId: string, schema: number): Promise<void> {
  await db.document.updateMany({
    where: { id: documentId, schemaVersion: { lt: schema } },
    data: { schemaVersion: schema },
  });
}

/**
 * Replaces everything up to `seq` by its snapshot, in one transaction. An older snapshot never replaces a newer one, so
 * two processes may compact at once.
 */
export async function keepSnapshot(documentId: string, seq: number, bytes: Uint8Array): Promise<void> {
  await runPrepared(
    "keep-snapshot",
    `WITH kept AS (
       INSERT INTO "DocumentSnapshot" ("documentId", "seq", "bytes", "createdAt") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("documentId") DO UPDATE
         SET "seq" = EXCLUDED."seq", "bytes" = EXCLUDED."bytes", "createdAt" = EXCLUDED."createdAt"
         WHERE "DocumentSnapshot"."seq" < EXCLUDED."seq"
       RETURNING "documentId"
     ), cut AS (
       DELETE FROM "DocumentUpdate" u USING kept k WHERE u."documentId" = k."documentId" AND u."seq" <= $2
       RETURNING length(u."bytes") AS size
     )
     UPDATE "Document" d SET "bytes" = length($3::bytea) + (
       SELECT COALESCE(sum(length(u."bytes")), 0) FROM "DocumentUpdate" u WHERE u."documentId" = d."id" AND u."seq" > $2)
     FROM kept k WHERE d."id" = k."documentId"`,
    [documentId, seq, Buffer.from(bytes), now()],
  );
}
