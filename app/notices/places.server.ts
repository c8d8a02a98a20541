import { Prisma } from "../db/generated/client";
import { isOpen } from "./visibility.server";

/** What a notice is about, as SQL: one row of "thingId", "spaceId" and "itemId", or none when there is nothing to tell. */
export type Place = Prisma.Sql;

/** A thing that is no content of a space. */
export const at = (thingId: string | null, itemId: string | null = null): Place => Prisma.sql`
  SELECT ${thingId}::uuid AS "thingId", NULL::uuid AS "spaceId", ${itemId}::uuid AS "itemId"
  WHERE ${thingId}::uuid IS NOT NULL`;

/** A space whose readers alone may see the notice. */
export const inSpace = (spaceId: string, itemId: string | null = null): Place => Prisma.sql`
  SELECT ${spaceId}::uuid AS "thingId", ${spaceId}::uuid AS "spaceId", ${itemId}::uuid AS "itemId"`;

export const thread = (id: string, postId: string | null = null): Place => Prisma.sql`
  SELECT t."id" AS "thingId", t."spaceId", ${postId}::uuid AS "itemId" FROM "Thread" t
  WHERE t."id" = ${id}::uuid AND ${isOpen("t")}`;

/** @param commentThreadId the thread of comments in it. */
export const document = (id: string, commentThreadId: string | null = null): Place => Prisma.sql`
  SELECT d."id" AS "thingId", d."spaceId", ${commentThreadId}::uuid AS "itemId" FROM "Document" d
  WHERE d."id" = ${id}::uuid AND ${isOpen("d")}`;

/** A post that continues its thread: the first one is told of with the thread. */
export const furtherPost = (id: string): Place => Prisma.sql`
  SELECT t."id" AS "thingId", t."spaceId", b."id" AS "itemId", b."number" FROM "Post" b
    JOIN "Thread" t ON t."id" = b."threadId"
  WHERE b."id" = ${id}::uuid AND ${isOpen("b")} AND ${isOpen("t")}
    AND EXISTS (SELECT FROM "Post" f WHERE f."threadId" = t."id" AND f."number" < b."number")`;

/** The one network: for what waits in the secretariat. */
export const secretariat = (itemId: string | null): Place => Prisma.sql`
  SELECT n."id" AS "thingId", NULL::uuid AS "spaceId", ${itemId}::uuid AS "itemId" FROM "Network" n`;
