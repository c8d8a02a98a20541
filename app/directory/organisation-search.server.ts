import type { Viewer } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { inPublicTurn, runSequentially } from "../db/search-queue.server";
import type { Locale } from "../i18n/locales";
import { type CardRow, cardFrom } from "../organisations/cards.server";
import type { CustomField } from "../organisations/custom-fields/custom-fields";
import { generalRank, ownOrganisations, rankOf } from "../organisations/field-visibility";
import { indexRowsVisibleTo } from "../organisations/index-visibility.server";
import type { OrganisationCard } from "../organisations/organisations";
import { readLabels } from "../organisations/reference-labels.server";
import { markWords } from "../search-language/marks";
import type { ParsedQuery } from "../search-language/query";
import { directoryWords, parseQuery } from "../search-language/query.server";
import {
  type CustomFacet,
  type FacetName,
  type FacetValue,
  type FoundOrganisation,
  facetNames,
} from "./directory-query";
import type { DirectoryQuery } from "./directory-query-form.server";
import { type Counts, customFacetsFrom, facetsFrom } from "./facets.server";
import type { CustomColumn } from "./listed-organisation";

export const directoryPageSize = 20;

export interface DirectoryResult {
  total: number;
  found: FoundOrganisation[];
  facets: Record<FacetName, FacetValue[]>;
  customFacets: CustomFacet[];
  /** Fields of the secretariat that are columns of the table for this viewer. */
  columns: CustomColumn[];
  /** How words matched: all of them, or some where no organisation has all. */
  met: "all" | "some";
  /** Words of the query without a similar word in the directory. */
  unknown: string[];
  /** Names similar to the query, when nothing was found. */
  nearest: { id: string; slug: string; name: string }[];
}

/** Searches the directory by words and facets: one page of results, with facet counts. */
export async function searchDirectory(
  viewer: Viewer | null,
  query: DirectoryQuery,
  locale: Locale,
  most = directoryPageSize,
): Promise<DirectoryResult> {
  const [question, seen, labels] = await Promise.all([
    parseQuery(query.q, directoryWords(generalRank(viewer))),
    indexRowsVisibleTo(viewer),
    readLabels(locale),
  ]);
  const { answer, lenient } = await findBest(viewer, query, question, seen, most);
  return {
    total: answer.total,
    met: lenient ? "some" : "all",
    facets: facetsFrom(answer.counts, query, labels),
    customFacets: customFacetsFrom(answer.counts, query, labels.fields),
    columns: fieldsShownTo(viewer, labels.fields)
      .filter(({ column }) => column)
      .map(({ code, kind, label, options }) => ({ code, kind, label, options })),
    found: (answer.page ?? []).map((row) => marked(cardFrom(row, labels), question.words)),
    unknown: question.unknown,
    nearest: answer.total === 0 && query.q.length >= leastLike ? await nearestNames(query.q, seen) : [],
  };
}

/** The fields that this viewer may see of some organisation: names of the others would reveal that they exist. */
export function fieldsShownTo(viewer: Viewer | null, fields: readonly CustomField[]): CustomField[] {
  const rank = Math.max(generalRank(viewer), ownOrganisations(viewer).length > 0 ? 2 : 0);
  return fields.filter(({ level }) => rankOf(level) <= rank);
}

/** Minimum length for similarity: shorter queries resemble every name a little. */
const leastLike = 3;

/** Matches for every word; else for every word or a similar one; else for any word. */
async function findBest(
  viewer: Viewer | null,
  query: DirectoryQuery,
  question: ParsedQuery,
  seen: Prisma.Sql,
  most: number,
): Promise<{ answer: Answer; lenient: boolean }> {
  const { wide, all, any } = question;
  const look = async (words: string | null, rankedBy: string | null, lenient: boolean) => ({
    lenient,
    answer: await find(query, { ...question, any: rankedBy }, seen, asked(viewer, query, question, words), {
      most,
      turn: viewer ? runSequentially : inPublicTurn,
    }),
  });
  let best = await look(all, any, false);
  if (best.answer.total === 0 && wide.all !== all) best = await look(wide.all, wide.any, false);
  if (best.answer.total === 0 && wide.any !== wide.all) best = await look(wide.any, wide.any, true);
  return best;
}

/** All results of a query at once, for printing and exports. */
export async function searchWhole(
  viewer: Viewer | null,
  query: DirectoryQuery,
  locale: Locale,
  most = maxPrinted,
): Promise<DirectoryResult> {
  return await searchDirectory(viewer, { ...query, page: 1 }, locale, most);
}

/** Maximum number of printed rows. */
const maxPrinted = 2_000;

/** Directory figures visible to this viewer. */
export async function countDirectory(viewer: Viewer | null) {
  const seen = await indexRowsVisibleTo(viewer);
  const [labels, [row]] = await Promise.all([
    readLabels("fr"),
    db.$queryRaw<{ total: number; members: number; counts: Counts | null }[]>`
      WITH seen AS MATERIALIZED (SELECT i."facets", i."relation" FROM "OrganisationIndex" i WHERE ${seen})
      SELECT count(*)::int AS total,
        count(*) FILTER (WHERE "relation" IN ('active', 'associate', 'observer'))::int AS members,
        (SELECT jsonb_object_agg(v, n) FROM (
          SELECT v, count(*) AS n FROM seen s, unnest(s."facets") AS v WHERE v LIKE 'r:%' GROUP BY v) AS c) AS counts
      FROM seen`,
  ]);
  return {
    total: row?.total ?? 0,
    members: row?.members ?? 0,
    regions: labels.regions.map(({ code, name }) => ({
      code,
      name,
      count: row?.counts?.[`r:${code}`] ?? 0,
    })),
  };
}

/**
 * The condition for the query's words. A query without any known word finds nothing rather than everything. For viewers
 * with an organisation the words are also matched as typed, because fields visible only to an organisation are in no
 * shared word list.
 */
function asked(
  viewer: Viewer | null,
  { q }: DirectoryQuery,
  question: ParsedQuery,
  tsquery: string | null,
): Prisma.Sql {
  if (!q) return Prisma.sql`TRUE`;
  const exact = Prisma.sql`i."exact" @> ARRAY[word_key(${q})]`;
  const known = tsquery
    ? Prisma.sql`(i."vector" @@ to_tsquery('portal_french', ${tsquery}) OR ${exact})`
    : exact;
  if (question.unknown.length === 0 || ownOrganisations(viewer).length === 0) return known;
  return Prisma.sql`(${known} OR i."vector" @@ to_tsquery('portal_french', ${question.asked.join(" & ")}))`;
}

interface Answer {
  total: number;
  counts: Counts | null;
  page: CardRow[] | null;
}

/** Prefix letter of each facet's values in the index; see index-rows.server.ts. */
const letters: Record<Exclude<FacetName, "relation">, string> = {
  region: "r:",
  departement: "d:",
  theme: "t:",
  type: "k:",
  langue: "l:",
  groupe: "g:",
};

/** For each active facet: its letter, and the condition that a row misses it. */
function missedBy(query: DirectoryQuery): { letter: string; met: Prisma.Sql }[] {
  const codes = [...new Set(query.champ.map((value) => value.slice(0, 2)))];
  const custom = codes.map((letter) => {
    const values = query.champ.filter((value) => value.startsWith(letter));
    return { letter, met: Prisma.sql`i."facets" && ${values}::text[]` };
  });
  const named = facetNames.flatMap((name) => {
    if (query[name].length === 0) return [];
    if (name === "relation")
      return [{ letter: "n:", met: Prisma.sql`i."relation" = ANY(${query.relation})` }];
    const values = query[name].map((value) => letters[name] + value);
    return [{ letter: letters[name], met: Prisma.sql`i."facets" && ${values}::text[]` }];
  });
  return [...named, ...custom];
}

/**
 * One pass over the matches: page, total and facet counts. A row that misses one facet still counts for that facet's own
 * values, to show what another choice would give; a row that misses two is excluded.
 */
async function find(
  query: DirectoryQuery,
  question: ParsedQuery,
  seen: Prisma.Sql,
  words: Prisma.Sql,
  { most = directoryPageSize, turn = runSequentially } = {},
): Promise<Answer> {
  const [row] = await turn(() =>
    queryPrepared<Answer>(findQuery(query, question, seen, words, most), { prepare: false }),
  );
  return row ?? { total: 0, counts: null, page: null };
}

/** The query itself, for the tests of its plan. */
export function findQuery(
  query: DirectoryQuery,
  question: Pick<ParsedQuery, "any" | "asked">,
  seen: Prisma.Sql,
  words: Prisma.Sql,
  most = directoryPageSize,
): Prisma.Sql {
  const facets = missedBy(query);
  const missed = facets.map(({ letter, met }) => Prisma.sql`CASE WHEN ${met} THEN '' ELSE ${letter} END`);
  const narrow =
    facets.length > 1
      ? Prisma.sql`AND (${Prisma.join(
          facets.map(({ met }) => met),
          " OR ",
        )})`
      : Prisma.empty;
  const { keys, by } = orderOf(query, question);
  return Prisma.sql`
    WITH near AS MATERIALIZED (
      SELECT i."organisationId", i."fromRank", i."facets", i."relation", i."sortName", ${keys},
        ${missed.length > 0 ? Prisma.join(missed, " || ") : Prisma.sql`''`} AS missed
      FROM "OrganisationIndex" i WHERE ${seen} AND ${words} ${narrow}
    ), page AS (
      SELECT "organisationId", "fromRank", row_number() OVER (ORDER BY ${by}) AS place
      FROM near WHERE missed = '' ORDER BY place LIMIT ${most} OFFSET ${(query.page - 1) * most}
    )
    SELECT (SELECT count(*)::int FROM near WHERE missed = '') AS total,
      (SELECT jsonb_object_agg(v, n) FROM (
        SELECT v COLLATE "C" AS v, count(*) AS n
        FROM (SELECT unnest("facets" || ('n:' || "relation")) AS v, missed FROM near WHERE length(missed) <= 2) AS each
        WHERE missed = '' OR left(v, 2) = missed GROUP BY 1) AS c) AS counts,
      (SELECT jsonb_agg(jsonb_build_object('id', i."organisationId", 'relation', i."relation", 'card', i."card") ORDER BY place)
        FROM page JOIN "OrganisationIndex" i USING ("organisationId", "fromRank")) AS page`;
}

/** Sort order: columns computed in the pass over the matches, and the ORDER BY. */
interface Order {
  keys: Prisma.Sql;
  by: Prisma.Sql;
}

/** Exact acronym or name first, then the weight of the matched words, then alphabetical. */
function orderOf({ q, tri }: DirectoryQuery, { any, asked }: Pick<ParsedQuery, "any" | "asked">): Order {
  const byName = Prisma.sql`"sortName", "organisationId"`;
  const by = (key: Prisma.Sql, how: Prisma.Sql): Order => ({
    keys: Prisma.sql`${key} AS key`,
    by: Prisma.sql`key ${how}, ${byName}`,
  });
  if (tri === "confirmation") return by(Prisma.sql`i."confirmedAt"`, Prisma.sql`DESC NULLS LAST`);
  if (tri === "creation") return by(Prisma.sql`i."founded"`, Prisma.sql`ASC NULLS LAST`);
  if (tri === "nom" || !q || !any) return by(Prisma.sql`NULL::int`, Prisma.sql`ASC`);
  return {
    keys: Prisma.sql`i."exact" @> ARRAY[word_key(${q})] AS "isExact", i."exact" && ${asked}::text[] AS "hasExact",
      ts_rank(i."vector", to_tsquery('portal_french', ${any}), 1) AS rank`,
    by: Prisma.sql`"isExact" DESC, "hasExact" DESC, rank DESC, ${byName}`,
  };
}

function marked(card: OrganisationCard, words: readonly string[]): FoundOrganisation {
  return {
    ...card,
    markedName: markWords(card.name, words),
    markedMission: markWords(card.mission ?? "", words),
    markedPlaces: markWords(card.places ?? "", words),
  };
}

/** The most similar names, among visible organisations. */
async function nearestNames(q: string, seen: Prisma.Sql) {
  return await db.$queryRaw<{ id: string; slug: string; name: string }[]>`
    SELECT i."organisationId" AS id, i."card"->>'slug' AS slug, i."card"->>'name' AS name
    FROM "OrganisationIndex" i
    WHERE ${seen} AND word_similarity(normalise(${q}), i."names") > 0.2
    ORDER BY word_similarity(normalise(${q}), i."names") DESC, i."sortName" LIMIT 5`;
}
