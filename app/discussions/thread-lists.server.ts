import type { Viewer } from "../authorization/viewer";
import { literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import type { Cursor } from "../http/pagination";
import { afterCursorSql, paginate } from "../http/recent-activity-cursor.server";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import type { Colour } from "../ui/colours";
import { maxPins } from "../workspaces/pins";
import { visiblePostsCondition } from "./post-rows.server";
import { type ThreadCard, type ThreadList, threadsPerPage } from "./threads";
import { isReadableThread, isReadableThreadOf } from "./visibility.server";

interface ListOptions {
  /** Only threads of this theme. */
  theme?: string;
  /** Only threads with this tag. */
  tag?: string;
  /** Where the previous page ended. */
  after?: Cursor | null;
  size?: number;
}

/** The threads a viewer may read, latest activity first, with the number of new posts. */
export async function listThreads(
  viewer: Viewer,
  locale: Locale,
  { theme, tag, after, size = threadsPerPage }: ListOptions = {},
): Promise<ThreadList> {
  const where = Prisma.join(
    [
      Prisma.sql`true`,
      ...(theme
        ? [
            Prisma.sql`EXISTS (SELECT FROM "ThreadTheme" y WHERE y."threadId" = x."id" AND y."themeId" = ${theme}::uuid)`,
          ]
        : []),
      ...(tag
        ? [Prisma.sql`EXISTS (SELECT FROM "ThreadTag" y WHERE y."threadId" = x."id" AND y."tag" = ${tag})`]
        : []),
    ],
    " AND ",
  );
  const [[counted], rows] = await Promise.all([
    queryPrepared<{ total: number }>(Prisma.sql`
      SELECT count(*)::int AS "total" FROM "Thread" x WHERE ${isReadableThread(viewer)} AND ${where}`),
    readRows(
      viewer,
      Prisma.sql`${isReadableThread(viewer)} AND ${where} AND ${afterCursorSql(after)}`,
      size + 1,
    ),
  ]);
  const { shown, next } = paginate(rows, size);
  return { threads: shown.map((row) => cardOf(row, locale)), total: counted?.total ?? 0, next };
}

/** Threads of one space after a cursor, latest activity first. */
export async function listSpaceThreads(
  viewer: Viewer,
  locale: Locale,
  spaceId: string,
  { after, take = threadsPerPage }: { after?: Cursor | null; take?: number } = {},
): Promise<Omit<ThreadList, "total">> {
  const where = Prisma.sql`${isReadableThreadOf(viewer, spaceId)} AND ${afterCursorSql(after)}`;
  const { shown, next } = paginate(await readRows(viewer, where, take + 1), take);
  return { threads: shown.map((row) => cardOf(row, locale)), next };
}

/** The threads pinned in a space by its managers. */
export async function listPinned(viewer: Viewer, locale: Locale, spaceId: string): Promise<ThreadCard[]> {
  const where = Prisma.sql`${isReadableThreadOf(viewer, spaceId)}
    AND x."id" IN (SELECT i."threadId" FROM "SpacePin" i WHERE i."spaceId" = ${spaceId}::uuid)`;
  return (await readRows(viewer, where, maxPins)).map((row) => cardOf(row, locale));
}

interface Row {
  id: string;
  slug: string;
  title: string;
  postCount: number;
  changedAt: Date;
  themes: { id: string; slug: string; name: unknown; colour: Colour }[];
  author: string | null;
  organisation: string | null;
  fresh: number;
  closed: boolean;
}

/**
 * Threads in one statement, with themes, last author, and the number of others' posts the viewer has not read.
 * @param which conditions on the thread `x`, including the viewer's right to read it.
 */
async function readRows(viewer: Viewer, which: Prisma.Sql, take: number): Promise<Row[]> {
  return await queryPrepared<Row>(Prisma.sql`
    SELECT t."id", t."slug", t."title", t."postCount", t."changedAt", t."closed", h."themes", n."fresh",
      a."name" AS "author", COALESCE(${acronymSeenBy(viewer)}, o."name") AS "organisation"
    FROM (SELECT x."id", x."slug", x."title", x."postCount", x."changedAt", x."closedAt" IS NOT NULL AS "closed" FROM "Thread" x
      WHERE ${which} ORDER BY x."changedAt" DESC, x."id" DESC ${literalLimit(take)}) t
    LEFT JOIN "ReadMark" m ON m."threadId" = t."id" AND m."personId" = ${viewer.personId}::uuid
    CROSS JOIN LATERAL (
      SELECT COALESCE(json_agg(json_build_object('id', e."id", 'slug', e."slug", 'name', e."name", 'colour', e."colour")
        ORDER BY e."position"), '[]') AS "themes"
      FROM "ThreadTheme" y JOIN "Theme" e ON e."id" = y."themeId" WHERE y."threadId" = t."id") h
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "fresh" FROM "Post" p WHERE p."threadId" = t."id"
        AND p."number" > COALESCE(m."change", 0) AND p."authorId" <> ${viewer.personId}::uuid
        AND ${visiblePostsCondition(viewer)}) n
    LEFT JOIN LATERAL (
      SELECT p."authorId", p."organisationId" FROM "Post" p
      WHERE p."threadId" = t."id" AND ${visiblePostsCondition(viewer)} ORDER BY p."number" DESC LIMIT 1) l ON true
    LEFT JOIN "Person" a ON a."id" = l."authorId"
    LEFT JOIN "Organisation" o ON o."id" = l."organisationId"
    ORDER BY t."changedAt" DESC, t."id" DESC`);
}

function cardOf(
  { postCount, changedAt, themes, author, organisation, ...row }: Row,
  locale: Locale,
): ThreadCard {
  return {
    ...row,
    posts: postCount,
    changedAt: changedAt.toISOString(),
    themes: themes.map(({ id, slug, name, colour }) => ({
      id,
      slug,
      colour,
      name: inLocale(readVariants(name), locale),
    })),
    last: author === null ? null : { author, organisation },
  };
}
