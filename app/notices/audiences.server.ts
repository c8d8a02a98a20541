import { Prisma } from "../db/generated/client";
import type { NoticeReason } from "./notices";

/**
 * Who is told, as SQL: rows of "personId", "reason" and "importance", with the row `place` ("thingId", "spaceId",
 * "itemId") at hand. The statement that writes keeps only those who may read the place, so that an audience never
 * repeats a rule of access.
 */
export type Audience = Prisma.Sql;

/** How loudly. 0: digest only; 1: as the person's rhythm says; 2: mailed at once. */
export type Importance = 0 | 1 | 2;

const row = (reason: NoticeReason, importance: Importance) =>
  Prisma.sql`${reason}::"NoticeReason" AS "reason", ${importance}::int AS "importance"`;

/** One person; an empty audience for null. */
export const person = (
  id: string | null | undefined,
  reason: NoticeReason,
  importance: Importance = 1,
): Audience =>
  Prisma.sql`SELECT ${id ?? null}::uuid AS "personId", ${row(reason, importance)} WHERE ${id ?? null}::uuid IS NOT NULL`;

/** The facilitators of the place's space. */
export const facilitators = (reason: NoticeReason): Audience => Prisma.sql`
  SELECT m."personId", ${row(reason, 1)} FROM place JOIN "SpaceMember" m ON m."spaceId" = place."spaceId"
  WHERE m."role" = 'facilitator'`;

/** The people of an organisation; with a role, only those. */
export const peopleOf = (
  organisationId: string | null,
  reason: NoticeReason,
  role?: "focal_point",
): Audience =>
  Prisma.sql`
  SELECT m."personId", ${row(reason, 1)} FROM "Membership" m WHERE m."organisationId" = ${organisationId}::uuid
    AND (${role ?? null}::text IS NULL OR m."role"::text = ${role ?? null})`;

/** The administrators of the network. */
export const administrators = (reason: NoticeReason): Audience => Prisma.sql`
  SELECT p."id" AS "personId", ${row(reason, 1)} FROM "Person" p WHERE p."role" = 'administrator'`;

/** The levels that people chose for the place, its space and its themes: one row per person, the nearest level. */
const chosenLevels = (themes: Prisma.Sql, others: Prisma.Sql = Prisma.empty): Prisma.Sql => Prisma.sql`
  SELECT DISTINCT ON (c."personId") c."personId", c."loudness" FROM (
    SELECT l."personId", l."loudness", t."rank" FROM (
      SELECT 'thread'::"NoticeThing" AS "thing", "thingId" AS "id", 1 AS "rank" FROM place
      UNION ALL SELECT 'document', "thingId", 1 FROM place
      UNION ALL SELECT 'space', "spaceId", 2 FROM place
      UNION ALL SELECT 'theme', x."themeId", 3 FROM (${themes}) x) t
    JOIN "NoticeLevel" l ON l."thing" = t."thing" AND l."thingId" = t."id"
    ${others}) c
  ORDER BY c."personId", c."rank", c."loudness"`;

const themesOf = {
  thread: Prisma.sql`SELECT h."themeId" FROM place JOIN "ThreadTheme" h ON h."threadId" = place."thingId"`,
  document: Prisma.sql`SELECT h."themeId" FROM place JOIN "DocumentTheme" h ON h."documentId" = place."thingId"`,
  none: Prisma.sql`SELECT NULL::uuid AS "themeId" WHERE false`,
};

const loud = Prisma.sql`SELECT l."personId", 'followed'::"NoticeReason" AS "reason",
  CASE l."loudness" WHEN 'digest' THEN 0 ELSE 1 END AS "importance"`;

/**
 * Who follows the places of new things: by a level; by default the followers of one of its themes, and in the digest the
 * members of its space by name.
 */
export function followersOfNew(themed: keyof typeof themesOf): Audience {
  const themes = themesOf[themed];
  const byDefault = Prisma.sql`
    UNION ALL SELECT f."personId", 'all'::"NoticeLoudness", 4 FROM (${themes}) x
      JOIN "ThemeFollow" f ON f."themeId" = x."themeId"
    UNION ALL SELECT m."personId", 'digest', 5 FROM place JOIN "SpaceMember" m ON m."spaceId" = place."spaceId"`;
  return Prisma.sql`${loud} FROM (${chosenLevels(themes, byDefault)}) l WHERE l."loudness" IN ('all', 'digest')`;
}

/**
 * Who is told of a post: those who wrote in the thread before, and those who chose to hear of everything. "Mute" is mute
 * for replies to oneself as well.
 */
export const readersOfPost: Audience = Prisma.sql`
  SELECT COALESCE(w."personId", l."personId") AS "personId",
    CASE WHEN w."personId" IS NULL THEN 'followed' ELSE 'replied' END::"NoticeReason" AS "reason",
    CASE l."loudness" WHEN 'digest' THEN 0 ELSE 1 END AS "importance"
  FROM (SELECT DISTINCT b."authorId" AS "personId" FROM place JOIN "Post" b ON b."threadId" = place."thingId"
    WHERE b."number" < place."number") w
  FULL JOIN (${chosenLevels(themesOf.thread)}) l ON l."personId" = w."personId"
  WHERE l."loudness" IS DISTINCT FROM 'mute'
    AND (w."personId" IS NOT NULL OR l."loudness" IN ('all', 'digest'))`;

/**
 * Whom the post of the place mentions: people, the focal points of organisations, everyone of the space. "Mute" is mute
 * for mentions as well.
 * @param change only those whom this change of the thread began to mention.
 */
export function mentioned(change?: number): Audience {
  const since = change === undefined ? Prisma.sql`true` : Prisma.sql`m."change" = ${change}`;
  const mentions = Prisma.sql`place JOIN "PostMention" m ON m."postId" = place."itemId" AND NOT m."quoted" AND ${since}`;
  return Prisma.sql`
    SELECT w."personId", 'mentioned'::"NoticeReason" AS "reason",
      CASE l."loudness" WHEN 'digest' THEN 0 ELSE 1 END AS "importance"
    FROM (
      SELECT m."personId" FROM ${mentions} WHERE m."personId" IS NOT NULL
      UNION SELECT f."personId" FROM ${mentions} JOIN "Membership" f ON f."organisationId" = m."organisationId"
        WHERE f."role" = 'focal_point'
      UNION SELECT b."personId" FROM ${mentions} JOIN "SpaceMember" b ON b."spaceId" = place."spaceId" WHERE m."everyone"
      UNION SELECT q."personId" FROM ${mentions} JOIN "SpaceOrganisation" x ON x."spaceId" = place."spaceId"
        JOIN "Membership" q ON q."organisationId" = x."organisationId" WHERE m."everyone") w
    LEFT JOIN (${chosenLevels(themesOf.thread)}) l ON l."personId" = w."personId"
    WHERE l."loudness" IS DISTINCT FROM 'mute'`;
}

/** Several audiences; a person in more than one is told for the strongest reason. */
export const anyOf = (one: Audience, other: Audience): Audience => Prisma.sql`(${one}) UNION ALL (${other})`;

/** Who took part in a thread, in the digest: for changes of the thread itself. */
export const writersOfThread: Audience = Prisma.sql`
  SELECT DISTINCT b."authorId" AS "personId", ${row("followed", 0)} FROM place
    JOIN "Post" b ON b."threadId" = place."thingId"
  WHERE NOT EXISTS (SELECT FROM "NoticeLevel" l WHERE l."personId" = b."authorId" AND l."loudness" = 'mute'
    AND l."thingId" IN (place."thingId", place."spaceId"))`;

/** The author of a document, in the digest. */
export const authorOfDocument: Audience = Prisma.sql`
  SELECT d."authorId" AS "personId", ${row("followed", 0)} FROM place
    JOIN "Document" d ON d."id" = place."thingId"`;

/** The people of the organisations that formulated a recommendation: they hear of what becomes of it. */
export const authorsOfRecommendation = (id: string): Audience => Prisma.sql`
  SELECT DISTINCT m."personId", ${row("organisation", 1)} FROM "RecommendationAuthor" a
    JOIN "Membership" m ON m."organisationId" = a."organisationId" WHERE a."recommendationId" = ${id}::uuid`;

/** Who began a document or wrote in it, as far as they did not mute it or its space. */
export const writersOfDocument: Audience = Prisma.sql`
  SELECT w."personId", ${row("followed", 1)} FROM place JOIN (
    SELECT d."id", d."authorId" AS "personId" FROM "Document" d
    UNION SELECT c."documentId", c."personId" FROM "DocumentClient" c WHERE c."wroteAt" IS NOT NULL) w
    ON w."id" = place."thingId"
  WHERE NOT EXISTS (SELECT FROM "NoticeLevel" l WHERE l."personId" = w."personId" AND l."loudness" = 'mute'
    AND l."thingId" IN (place."thingId", place."spaceId"))`;

/**
 * Who is told of a comment: those who commented on the same passage, who began the document, and those who chose to hear
 * of everything in it. "Mute" is mute for all of them.
 */
export const readersOfComment: Audience = Prisma.sql`
  SELECT COALESCE(w."personId", l."personId") AS "personId",
    CASE WHEN w."personId" IS NULL THEN 'followed' ELSE 'replied' END::"NoticeReason" AS "reason",
    CASE l."loudness" WHEN 'digest' THEN 0 ELSE 1 END AS "importance"
  FROM (SELECT c."authorId" AS "personId" FROM place JOIN "Comment" c ON c."threadId" = place."itemId"
    UNION SELECT d."authorId" FROM place JOIN "Document" d ON d."id" = place."thingId") w
  FULL JOIN (${chosenLevels(themesOf.document)}) l ON l."personId" = w."personId"
  WHERE l."loudness" IS DISTINCT FROM 'mute'
    AND (w."personId" IS NOT NULL OR l."loudness" IN ('all', 'digest'))`;
