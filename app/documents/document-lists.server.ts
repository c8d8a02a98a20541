import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import type { Cursor } from "../http/pagination";
import { afterCursor, orderByActivity, paginate } from "../http/recent-activity-cursor.server";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import type { Colour } from "../ui/colours";
import { type DocumentList, documentsPerPage } from "./documents";
import { readableDocuments } from "./rights.server";
import { readWriters, writersInclude } from "./writers.server";

interface ListOptions {
  /** Only documents of this theme. */
  theme?: string;
  /** Only documents of this space. */
  space?: string;
  /** Where the previous page ended. */
  after?: Cursor | null;
  size?: number;
}

/** The themes shown beside a document. */
export const themesInclude = { include: { theme: true }, orderBy: { theme: { position: "asc" } } } as const;

/** @returns the fields shown of each theme, in the reader's language. */
export const themeNames = (
  themes: readonly { theme: { id: string; slug: string; name: unknown; colour: Colour } }[],
  locale: Locale,
) =>
  themes.map(({ theme: { id, slug, name, colour } }) => ({
    colour,
    id,
    slug,
    name: inLocale(readVariants(name as never), locale),
  }));

/** The documents a viewer may read, most recently changed first. */
export async function listDocuments(
  viewer: Viewer,
  locale: Locale,
  { theme, space, after, size = documentsPerPage }: ListOptions = {},
): Promise<DocumentList> {
  const where = {
    ...readableDocuments(viewer),
    ...(theme && { themes: { some: { themeId: theme } } }),
    ...(space && { spaceId: space }),
  };
  const [total, rows] = await Promise.all([
    db.document.count({ where }),
    db.document.findMany({
      where: { AND: [where, afterCursor(after)] },
      orderBy: orderByActivity,
      take: size + 1,
      omit: { content: true, plainText: true },
      include: { ...writersInclude, themes: themesInclude },
    }),
  ]);
  const { shown, next } = paginate(rows, size);
  const [writersOf, excerpts] = await Promise.all([readWriters(viewer, shown), readExcerpts(shown)]);
  const documents = shown.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    changedAt: row.changedAt.toISOString(),
    organisations: writersOf(row),
    themes: themeNames(row.themes, locale),
    excerpt: excerpts.get(row.id) ?? "",
  }));
  return { documents, total, next };
}

const excerptLength = 220;

/** The first words of each document, truncated in the database: a document may have megabytes. */
async function readExcerpts(texts: readonly { id: string }[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; start: string }[]>`
    SELECT "id", left("plainText", ${excerptLength}) AS "start" FROM "Document"
    WHERE "id" = ANY(${texts.map(({ id }) => id)}::uuid[])`;
  return new Map(rows.map(({ id, start }) => [id, excerptOf(start)]));
}

/** Truncates to whole words, on one line. */
function excerptOf(start: string): string {
  const line = start
    .split("\n")
    .map((part) => part.trim())
    .filter(Boolean)
    .join(" · ");
  return line.length < excerptLength - 10 ? line : `${line.replace(/\s+\S*$/, "")}…`;
}
