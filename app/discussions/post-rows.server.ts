import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { addressOf } from "../http/addresses";
import type { Viewer } from "../http/viewer";
import { readBody } from "./body.server";
import type { PostView } from "./posts";
import { seenStates } from "./states.server";

interface PostRow {
  id: string;
  number: number;
  change: number;
  seen: boolean;
  body: string | null;
  createdAt: Date;
  editedAt: Date | null;
  authorId: string;
  author: string;
  key: string;
  organisationId: string | null;
  organisation: string | null;
  slug: string | null;
  acronym: string | null;
}

export type FoundPost = { id: string; change: number; view: PostView | null };

/**
 * Posts of one thread that the viewer may read, with who wrote them for whom, in one query: a page and a catch-up
 * read through here alike. The body of what may not be seen stays in the database.
 * @param which further conditions and the order, on the post `p`.
 */
export async function readPosts(
  viewer: Viewer,
  thread: string,
  which: Prisma.Sql,
  from: Database = db,
): Promise<FoundPost[]> {
  const seen = Prisma.sql`p."state"::text = ANY(${seenStates(viewer)})`;
  const rows = await from.$queryRaw<PostRow[]>`
    SELECT p."id", p."number", p."change", ${seen} AS "seen", CASE WHEN ${seen} THEN p."body" END AS "body",
      p."createdAt", p."editedAt", p."authorId", a."name" AS "author", p."idempotencyKey" AS "key",
      o."id" AS "organisationId", o."name" AS "organisation", o."slug", o."acronym"
    FROM "Post" p JOIN "Person" a ON a."id" = p."authorId"
    LEFT JOIN "Organisation" o ON o."id" = p."organisationId"
    WHERE p."threadId" = ${thread}::uuid AND ${which}`;
  return rows.map((row) => ({ id: row.id, change: row.change, view: row.seen ? viewOf(row, viewer) : null }));
}

/** The condition for `readPosts` that leaves out what the viewer may not see. */
export const onlySeen = (viewer: Viewer) => Prisma.sql`p."state"::text = ANY(${seenStates(viewer)})`;

function viewOf(row: PostRow, viewer: Viewer): PostView {
  const { id, number, change, author, organisation, acronym } = row;
  const mine = row.authorId === viewer.personId;
  return {
    ...{ id, number, change, author, mine },
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    mayDelete: mine || viewer.role === "secretariat",
    key: mine ? row.key : null,
    body: readBody(row.body ?? ""),
    organisation:
      organisation && row.organisationId && row.slug
        ? { address: addressOf({ id: row.organisationId, slug: row.slug }), name: organisation, acronym }
        : null,
  };
}
