import { db } from "../../db/database.server";
import { Prisma } from "../../db/generated/client";
import { newId } from "../../db/ids.server";

/** A period of writing: the pauses within this time after its first one replace its version, later ones begin another. */
const maxPeriodMs = 10 * 60 * 1000;

/** Maximum number of automatic versions per document; the oldest that nobody refers to go first. */
export const maxAutoVersions = 120;

interface DerivedVersion {
  documentId: string;
  seq: number;
  /** Serialised ProseMirror JSON. */
  content: string;
  words: number;
  /** When its last update was written. */
  at: Date;
}

/**
 * Keeps what was derived at a pause as a version. During a period of writing its pauses replace one version, so the last
 * one shows how the period ended; a version that somebody has read or named stays, and the next pause begins another.
 */
export async function keepAutoVersion({
  documentId,
  seq,
  content,
  words,
  at,
}: DerivedVersion): Promise<void> {
  const periodStart = new Date(at.getTime() - maxPeriodMs);
  await db.$executeRaw`
    UPDATE "DocumentVersion" SET "open" = false
    WHERE "documentId" = ${documentId}::uuid AND "open" AND "startedAt" < ${periodStart}::timestamptz`;
  const kept = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO "DocumentVersion" AS v ("id", "documentId", "seq", "kind", "open", "startedAt", "createdAt", "content", "words")
    SELECT ${newId()}::uuid, d."id", ${seq}, 'auto', true, ${at}::timestamptz, ${at}::timestamptz, ${content}::jsonb, ${words}
    FROM "Document" d WHERE d."id" = ${documentId}::uuid AND d."state" <> 'erased'
      AND NOT EXISTS (SELECT FROM "DocumentVersion" o WHERE o."documentId" = d."id" AND o."seq" >= ${seq})
    ON CONFLICT ("documentId") WHERE "open" DO UPDATE SET "seq" = EXCLUDED."seq", "content" = EXCLUDED."content",
      "words" = EXCLUDED."words", "createdAt" = EXCLUDED."createdAt" WHERE v."seq" < EXCLUDED."seq"
    RETURNING "id"`;
  const [version] = kept;
  if (!version) return;
  await keepWriters(version.id, documentId, seq);
  await forgetOldest(documentId);
}

/** Who wrote the updates that this version is the first to contain; compaction removes them from the log later. */
async function keepWriters(versionId: string, documentId: string, seq: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "DocumentVersionWriter" ("versionId", "personId", "organisationId")
    SELECT DISTINCT ON (u."authorId") ${versionId}::uuid, u."authorId", u."organisationId" FROM "DocumentUpdate" u
    WHERE u."documentId" = ${documentId}::uuid AND u."seq" <= ${seq} AND u."seq" > COALESCE((
      SELECT max(v."seq") FROM "DocumentVersion" v WHERE v."documentId" = ${documentId}::uuid AND v."seq" < ${seq}
        AND v."id" <> ${versionId}::uuid), 0)
    ORDER BY u."authorId", u."seq" DESC
    ON CONFLICT DO NOTHING`;
}

async function forgetOldest(documentId: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    DELETE FROM "DocumentVersion" v WHERE v."id" IN (
      SELECT o."id" FROM "DocumentVersion" o WHERE o."documentId" = ${documentId}::uuid AND o."kind" = 'auto'
      ORDER BY o."seq" DESC OFFSET ${maxAutoVersions})`);
}
