import type { Viewer } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { isUuid } from "../http/uuid";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { everyWord } from "../search-language/query";
import { type KnownWords, parseQuery } from "../search-language/query.server";
import { fileKinds, fileLanguages } from "./files";
import {
  type FacetCount,
  type LibraryFacet,
  type LibraryQuery,
  type LibraryResult,
  type LibraryRow,
  libraryFacets,
  libraryPageSize,
} from "./library";
import { isInLibrary } from "./library-access.server";

const tables = Prisma.sql`"LibraryEntry" e JOIN "File" f ON f."id" = e."fileId" JOIN "Space" s ON s."id" = f."spaceId"
  LEFT JOIN "Organisation" o ON o."id" = f."organisationId"`;

/** The words that correct misspellings: those of the files that this reader finds. */
const libraryWords = (viewer: Viewer | null): KnownWords => ({
  key: `library ${viewer?.personId ?? ""}`,
  words: Prisma.sql`SELECT DISTINCT w."word", w."sound", w."length" FROM "LibraryWord" w
    JOIN "LibraryEntry" e ON e."fileId" = w."fileId" JOIN "File" f ON f."id" = e."fileId"
    JOIN "Space" s ON s."id" = f."spaceId" WHERE ${isInLibrary(viewer)}`,
  asTyped: true,
});

/** Each facet as a column of the files found. */
const facetColumns: Record<LibraryFacet, Prisma.Sql> = {
  nature: Prisma.sql`f."kind"::text`,
  theme: Prisma.sql`e."themeId"::text`,
  langue: Prisma.sql`f."language"`,
  annee: Prisma.sql`f."year"::text`,
  organisation: Prisma.sql`f."organisationId"::text`,
};

interface FacetRow {
  facet: LibraryFacet;
  value: string;
  name: string | null;
  count: number;
}

/** Searches the library: by words, by facets, page by page. */
export async function searchLibrary(
  viewer: Viewer | null,
  query: LibraryQuery,
  locale: Locale,
): Promise<LibraryResult> {
  const words = query.q ? everyWord(await parseQuery(query.q, libraryWords(viewer))) : "";
  if (words === null) return { rows: [], total: 0, facets: await facetsOf([], locale) };
  const asked = Prisma.sql`to_tsquery('public.portal_french', ${words})`;
  const conditions = libraryFacets.flatMap((name) => conditionOf(name, query[name]));
  const which = Prisma.join(
    [isInLibrary(viewer), ...(words ? [Prisma.sql`e."vector" @@ ${asked}`] : []), ...conditions],
    " AND ",
  );
  const order = words ? Prisma.sql`ts_rank(e."vector", ${asked}) DESC,` : Prisma.empty;
  const [rows, counts] = await Promise.all([
    queryPrepared<
      LibraryRow & { total: number; width: number | null; height: number | null; thumbSize: number }
    >(
      Prisma.sql`
      SELECT f."id", f."name", f."description", f."kind", f."language", f."year", v."size", e."access",
        COALESCE(${acronymSeenBy(viewer)}, o."name") AS "organisation", v."previewWidth" AS "width",
        v."previewHeight" AS "height", v."thumbSize", count(*) OVER ()::int AS "total"
      FROM ${tables} JOIN "FileVersion" v ON v."fileId" = f."id" AND v."number" = f."lastVersion"
      WHERE ${which} ORDER BY ${order} e."addedAt" DESC, f."id" DESC
      LIMIT ${libraryPageSize} OFFSET ${(query.page - 1) * libraryPageSize}`,
      { prepare: false },
    ),
    queryPrepared<FacetRow>(facetQuery(viewer, which), { prepare: false }),
  ]);
  return {
    rows: rows.map(({ total: _, width, height, thumbSize, ...row }) => ({
      ...row,
      thumb: width && height && thumbSize > 0 ? { width, height, size: thumbSize } : null,
    })),
    total: rows[0]?.total ?? 0,
    facets: await facetsOf(counts, locale),
  };
}

function conditionOf(name: LibraryFacet, value: string): Prisma.Sql[] {
  if (!value) return [];
  if ((name === "theme" || name === "organisation") && !isUuid(value)) return [];
  return [Prisma.sql`${facetColumns[name]} = ${value}`];
}

/** All counts in one statement, over the files found. */
function facetQuery(viewer: Viewer | null, which: Prisma.Sql): Prisma.Sql {
  const parts = libraryFacets.map((name) => {
    const shown =
      name === "organisation"
        ? Prisma.sql`min(COALESCE(${acronymSeenBy(viewer)}, o."name"))`
        : Prisma.sql`NULL`;
    return Prisma.sql`(SELECT ${name}::text AS "facet", ${facetColumns[name]} AS "value", ${shown} AS "name", count(*)::int AS "count"
      FROM ${tables} WHERE ${which} AND ${facetColumns[name]} IS NOT NULL GROUP BY 2 ORDER BY 4 DESC, 2 LIMIT 60)`;
  });
  return Prisma.join(parts, " UNION ALL ");
}

async function facetsOf(rows: readonly FacetRow[], locale: Locale): Promise<LibraryResult["facets"]> {
  const themes = await db.theme.findMany({
    where: { id: { in: rows.filter(({ facet }) => facet === "theme").map(({ value }) => value) } },
    select: { id: true, name: true },
  });
  const themeNames = new Map(themes.map(({ id, name }) => [id, inLocale(readVariants(name), locale)]));
  const nameOf = ({ facet, value, name }: FacetRow): string =>
    (facet === "theme" ? themeNames.get(value) : name) ?? value;
  const order: Partial<Record<LibraryFacet, readonly string[]>> = {
    nature: fileKinds,
    langue: fileLanguages,
  };
  const of = (facet: LibraryFacet): FacetCount[] => {
    const found = rows.filter((row) => row.facet === facet);
    const known = order[facet];
    if (known) found.sort((one, other) => known.indexOf(one.value) - known.indexOf(other.value));
    if (facet === "annee") found.sort((one, other) => Number(other.value) - Number(one.value));
    return found.map((row) => ({ value: row.value, label: nameOf(row), count: row.count }));
  };
  return Object.fromEntries(libraryFacets.map((facet) => [facet, of(facet)])) as LibraryResult["facets"];
}
