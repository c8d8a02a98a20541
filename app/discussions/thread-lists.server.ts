import { db } from "../db/database.server";
import type { Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { inLocale, readVariants } from "../i18n/variants";
import { onlySeen } from "./post-rows.server";
import { readableThreads } from "./states.server";
import { type ThreadCard, type ThreadList, threadsPerPage } from "./threads";

interface ListOptions {
  /** Only those of this theme. */
  theme?: string;
  /** From 1. */
  page?: number;
  size?: number;
}

/** Threads the viewer may read, latest movement first, with what is new to them. */
export async function listThreads(
  viewer: Viewer,
  locale: Locale,
  { theme, page = 1, size = threadsPerPage }: ListOptions = {},
): Promise<ThreadList> {
  const where = { ...readableThreads(viewer), ...(theme && { themes: { some: { themeId: theme } } }) };
  const [total, rows] = await Promise.all([
    db.thread.count({ where }),
    db.thread.findMany({
      where,
      orderBy: [{ changedAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * size,
      take: size,
      include: { themes: { include: { theme: true }, orderBy: { theme: { position: "asc" } } } },
    }),
  ]);
  const news = await listNews(
    viewer,
    rows.map(({ id }) => id),
  );
  const threads = rows.map(({ id, slug, title, postCount, changedAt, themes }) => ({
    ...{ id, slug, title, posts: postCount },
    changedAt: changedAt.toISOString(),
    themes: themes.map(({ theme: { id, slug, name } }) => ({
      id,
      slug,
      name: inLocale(readVariants(name), locale),
    })),
    fresh: news.get(id)?.fresh ?? 0,
    last: news.get(id)?.last ?? null,
  }));
  return { threads, total };
}

type News = Pick<ThreadCard, "fresh" | "last">;

/** Of each thread: who wrote last, and how many posts of others this reader has not seen. */
async function listNews(viewer: Viewer, threads: string[]): Promise<Map<string, News>> {
  const rows = await db.$queryRaw<
    { id: string; author: string; organisation: string | null; fresh: number }[]
  >`
    SELECT DISTINCT ON (p."threadId") p."threadId" AS "id", a."name" AS "author",
      COALESCE(o."acronym", o."name") AS "organisation",
      (count(*) FILTER (WHERE p."number" > COALESCE(m."change", 0) AND p."authorId" <> ${viewer.personId}::uuid)
        OVER (PARTITION BY p."threadId"))::int AS "fresh"
    FROM "Post" p JOIN "Person" a ON a."id" = p."authorId"
    LEFT JOIN "Organisation" o ON o."id" = p."organisationId"
    LEFT JOIN "ReadMark" m ON m."threadId" = p."threadId" AND m."personId" = ${viewer.personId}::uuid
    WHERE p."threadId" = ANY(${threads}::uuid[]) AND ${onlySeen(viewer)}
    ORDER BY p."threadId", p."number" DESC`;
  return new Map(
    rows.map(({ id, author, organisation, fresh }) => [id, { fresh, last: { author, organisation } }]),
  );
}
