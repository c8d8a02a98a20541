import { isVisible } from "../authorization/content-states.server";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { type Database, db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { listAttachments } from "../files/attachments.server";
import { addressOf } from "../http/addresses";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { type ParsedBody, readParsed } from "../writing/parsed-body.server";
import {
  type PostView,
  type QuotationView,
  type ReactionKind,
  type ReactionView,
  reactionKinds,
} from "./posts";

interface PostRow {
  id: string;
  number: number;
  change: number;
  seen: boolean;
  body: string | null;
  parsed: ParsedBody | null;
  createdAt: Date;
  editedAt: Date | null;
  authorId: string;
  author: string;
  left: boolean;
  key: string;
  quote: QuotationView | null;
  organisationId: string | null;
  organisation: string | null;
  slug: string | null;
  acronym: string | null;
  picture: string | null;
  reactions: { kind: ReactionKind; person: string; name: string }[];
}

export type FoundPost = { id: string; change: number; view: PostView | null };

/**
 * Posts of one thread that the viewer may read, with author and organisation, in one query, used by pages and
 * catch-ups. The body of a post that is not visible stays in the database.
 * @param which further conditions and the order, on the post `p`.
 */
export async function readPosts(
  viewer: Viewer,
  thread: string,
  which: Prisma.Sql,
  from: Database = db,
): Promise<FoundPost[]> {
  const seen = isVisible(viewer, Prisma.sql`p."state"`);
  const query = Prisma.sql`
    SELECT p."id", p."number", p."change", ${seen} AS "seen", CASE WHEN ${seen} THEN p."body" END AS "body",
      CASE WHEN ${seen} THEN p."parsed" END AS "parsed", p."createdAt", p."editedAt", p."authorId", a."name" AS "author", a."erasedAt" IS NOT NULL AS "left", p."idempotencyKey" AS "key",
      o."id" AS "organisationId", o."name" AS "organisation", o."slug", ${acronymSeenBy(viewer)} AS "acronym",
      CASE WHEN o."id" IS NULL THEN a."picture" ELSE o."picture" END AS "picture",
      CASE WHEN ${seen} THEN ${reactionsTo(viewer)} ELSE '[]'::jsonb END AS "reactions",
      CASE WHEN ${seen} AND p."quotedId" IS NOT NULL THEN ${quotationIn(viewer)} END AS "quote"
    FROM "Post" p JOIN "Person" a ON a."id" = p."authorId"
    LEFT JOIN "Post" q ON q."id" = p."quotedId" LEFT JOIN "Person" qa ON qa."id" = q."authorId"
    LEFT JOIN "Organisation" o ON o."id" = p."organisationId"
    WHERE p."threadId" = ${thread}::uuid AND ${which}`;
  const rows = from === db ? await queryPrepared<PostRow>(query) : await from.$queryRaw<PostRow[]>(query);
  const seenRows = rows.filter((row) => row.seen);
  const blocks = await readParsed(
    seenRows.map(({ id, body, parsed }) => ({ id, body: body ?? "", parsed })),
    async (id, body, parsed) => {
      await from.post.updateMany({ where: { id, body }, data: { parsed: { ...parsed } } });
    },
  );
  const files = await listAttachments(
    viewer,
    "post",
    seenRows.map(({ id }) => id),
    from,
  );
  return rows.map((row) => ({
    id: row.id,
    change: row.change,
    view: row.seen
      ? viewOf(row, viewer, { body: blocks.get(row.id) ?? [], files: files.get(row.id) ?? [] })
      : null,
  }));
}

/** The quotation of the post `p`: of a post `q` that the viewer may not read, not even its author. */
const quotationIn = (viewer: Viewer) => Prisma.sql`
  CASE WHEN ${isVisible(viewer, Prisma.sql`q."state"`)} AND p."quotedExcerpt" IS NOT NULL
    THEN jsonb_build_object('post', q."id", 'author', qa."name", 'excerpt', p."quotedExcerpt")
    ELSE '{"gone": true}'::jsonb END`;

/** All reactions to the post `p`, oldest first. */
const reactionsTo = (viewer: Viewer) => Prisma.sql`(
  SELECT COALESCE(jsonb_agg(jsonb_build_object('kind', r."kind", 'person', r."personId",
    'name', COALESCE(${acronymSeenBy(viewer, "ro")}, ro."name", rp."name")) ORDER BY r."createdAt"), '[]'::jsonb)
  FROM "Reaction" r JOIN "Person" rp ON rp."id" = r."personId"
  LEFT JOIN "Organisation" ro ON ro."id" = r."organisationId"
  WHERE r."postId" = p."id")`;

/** The condition for `readPosts` that leaves out what the viewer may not see. */
export const visiblePostsCondition = (viewer: Viewer) => isVisible(viewer, Prisma.sql`p."state"`);

function viewOf(row: PostRow, viewer: Viewer, { body, files }: Pick<PostView, "body" | "files">): PostView {
  const { id, number, change, author, organisation, acronym } = row;
  const mine = row.authorId === viewer.personId;
  return {
    id,
    number,
    change,
    author,
    person: row.left ? null : row.authorId,
    mine,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    mayDelete: mine || isSecretariat(viewer),
    key: mine ? row.key : null,
    picture: row.picture,
    body,
    quote: row.quote,
    files,
    reactions: reactionsOf(row, viewer),
    organisation:
      organisation && row.organisationId && row.slug
        ? { address: addressOf({ id: row.organisationId, slug: row.slug }), name: organisation, acronym }
        : null,
  };
}

function reactionsOf({ reactions }: PostRow, viewer: Viewer): ReactionView[] {
  return reactionKinds.flatMap((kind) => {
    const given = reactions.filter((reaction) => reaction.kind === kind);
    if (given.length === 0) return [];
    const mine = given.some(({ person }) => person === viewer.personId);
    return { kind, names: given.map(({ name }) => name), mine };
  });
}
