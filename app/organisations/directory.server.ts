import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { markWords } from "../french/marks";
import type { Question } from "../french/question";
import { readQuestion } from "../french/question.server";
import type { Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { inLocale, readVariants } from "../i18n/variants";
import {
  abroad,
  type DirectoryQuery,
  type FacetName,
  type FacetValue,
  type FoundOrganisation,
  type Labelled,
  type OrganisationCard,
  relations,
  wholeCountry,
} from "./organisations";
import { listCards } from "./organisations.server";

export const directoryPageSize = 20;

export interface DirectoryResult {
  total: number;
  found: FoundOrganisation[];
  facets: Record<FacetName, FacetValue[]>;
  /** How the words were met: every one of them, or, where no organisation has all, some of them. */
  met: "all" | "some";
  /** Words of the question that resemble nothing in the directory. */
  unknown: string[];
  /** Names that resemble the question, when nothing was found. */
  nearest: { id: string; slug: string; name: string }[];
}

/** Searches the directory: words as one types them, facets, one page of results with the facets' counts. */
export async function searchDirectory(
  viewer: Viewer,
  query: DirectoryQuery,
  locale: Locale,
): Promise<DirectoryResult> {
  const question = await readQuestion(query.q);
  const strict = conditionsFor(query, asked(query, question, question.all));
  const strictTotal = await countOf(strict);
  const met = strictTotal > 0 || !question.all ? "all" : "some";
  const conditions = met === "all" ? strict : conditionsFor(query, asked(query, question, question.any));
  const [total, ids, facets] = await Promise.all([
    met === "all" ? strictTotal : countOf(conditions),
    pageOf(conditions, query, question),
    facetsFor(conditions, query, locale),
  ]);
  const cards = await listCards(viewer, ids, locale);
  return {
    total,
    met,
    facets,
    found: cards.map((card) => marked(card, question.words)),
    unknown: question.unknown,
    nearest: total === 0 && query.q ? await nearestNames(query.q) : [],
  };
}

/** The directory in figures, for the home page. */
export async function countDirectory(_viewer: Viewer) {
  const [total, members, regions] = await Promise.all([
    db.organisation.count(),
    db.admission.count(),
    db.region.findMany({
      orderBy: { position: "asc" },
      include: { _count: { select: { organisations: true } } },
    }),
  ]);
  return {
    total,
    members,
    regions: regions.map(({ code, name, _count }) => ({ code, name, count: _count.organisations })),
  };
}

/** One SQL condition per facet and one for the words, so that a facet can be counted without itself. */
type Conditions = Record<FacetName | "words", Prisma.Sql>;

const everything = Prisma.sql`TRUE`;

/** The words' condition; a question in which no word is known finds nothing rather than everything. */
function asked(query: DirectoryQuery, question: Question, tsquery: string | null): Prisma.Sql {
  if (tsquery) return Prisma.sql`i."vector" @@ to_tsquery('portal_french', ${tsquery})`;
  return query.q && (question.unknown.length > 0 || question.words.length === 0)
    ? Prisma.sql`FALSE`
    : everything;
}

function conditionsFor(query: DirectoryQuery, words: Prisma.Sql): Conditions {
  const { region, theme, type, relation } = query;
  return {
    words,
    region:
      region.length === 0
        ? everything
        : Prisma.sql`(EXISTS (SELECT FROM "OrganisationRegion" l WHERE l."organisationId" = o."id" AND l."regionCode" = ANY(${region}))
            OR (${region.includes(wholeCountry)} AND o."nationwide") OR (${region.includes(abroad)} AND o."outsideNiger"))`,
    theme:
      theme.length === 0
        ? everything
        : Prisma.sql`EXISTS (SELECT FROM "OrganisationTheme" l JOIN "Theme" t ON t."id" = l."themeId"
            WHERE l."organisationId" = o."id" AND t."slug" = ANY(${theme}))`,
    type: type.length === 0 ? everything : Prisma.sql`o."typeSlug" = ANY(${type})`,
    relation:
      relation.length === 0
        ? everything
        : Prisma.sql`COALESCE(a."class"::text, o."outside"::text) = ANY(${relation})`,
  };
}

const directory = Prisma.sql`"Organisation" o
  JOIN "OrganisationIndex" i ON i."organisationId" = o."id"
  LEFT JOIN "Admission" a ON a."organisationId" = o."id"`;

const where = ({ words, region, theme, type, relation }: Conditions) =>
  Prisma.sql`${words} AND ${region} AND ${theme} AND ${type} AND ${relation}`;

async function countOf(conditions: Conditions): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${directory} WHERE ${where(conditions)}`;
  return row?.count ?? 0;
}

/** An exact acronym or name comes first, then the weight of the words met, then the alphabet. */
async function pageOf(
  conditions: Conditions,
  { q, page }: DirectoryQuery,
  question: Question,
): Promise<string[]> {
  const rank = question.any
    ? Prisma.sql`(normalise(o."acronym") = normalise(${q})) IS TRUE DESC, normalise(o."name") = normalise(${q}) DESC,
        ts_rank(i."vector", to_tsquery('portal_french', ${question.any}), 1) DESC,`
    : Prisma.empty;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT o."id" FROM ${directory} WHERE ${where(conditions)}
    ORDER BY ${rank} normalise(o."name"), o."id"
    LIMIT ${directoryPageSize} OFFSET ${(page - 1) * directoryPageSize}`;
  return rows.map(({ id }) => id);
}

async function facetsFor(conditions: Conditions, query: DirectoryQuery, locale: Locale) {
  const [region, theme, type, relation] = await Promise.all([
    regionFacet({ ...conditions, region: everything }),
    themeFacet({ ...conditions, theme: everything }, locale),
    typeFacet({ ...conditions, type: everything }, locale),
    relationFacet({ ...conditions, relation: everything }),
  ]);
  const chosen = (name: FacetName, values: CountedValue[]): FacetValue[] =>
    values
      .map((value) => ({ ...value, chosen: query[name].includes(value.value) }))
      // A region without anybody stays on the map; elsewhere a value that leads nowhere is not offered.
      .filter((value) => value.count > 0 || value.chosen || value.value.startsWith("NE-"));
  return {
    region: chosen("region", region),
    theme: chosen("theme", theme),
    type: chosen("type", type),
    relation: chosen("relation", relation),
  };
}

type CountedValue = Labelled & { count: number };

/** The eight regions, then the whole country and abroad, whose labels the page writes. */
async function regionFacet(conditions: Conditions): Promise<CountedValue[]> {
  const rows = await db.$queryRaw<CountedValue[]>`
    WITH hit AS (SELECT o."id", o."nationwide", o."outsideNiger" FROM ${directory} WHERE ${where(conditions)})
    SELECT r."code" AS value, r."name" AS label, r."position",
      (SELECT count(*)::int FROM "OrganisationRegion" l JOIN hit ON hit."id" = l."organisationId" WHERE l."regionCode" = r."code") AS count
    FROM "Region" r
    UNION ALL SELECT ${wholeCountry}, '', 100, count(*)::int FROM hit WHERE "nationwide"
    UNION ALL SELECT ${abroad}, '', 101, count(*)::int FROM hit WHERE "outsideNiger"
    ORDER BY 3`;
  return rows.map(({ value, label, count }) => ({ value, label, count }));
}

type CountedVariants = { value: string; label: unknown; count: number };

const labelled = (rows: CountedVariants[], locale: Locale): CountedValue[] =>
  rows.map(({ value, label, count }) => ({ value, count, label: inLocale(readVariants(label), locale) }));

async function themeFacet(conditions: Conditions, locale: Locale): Promise<CountedValue[]> {
  const rows = await db.$queryRaw<CountedVariants[]>`
    WITH hit AS (SELECT o."id" FROM ${directory} WHERE ${where(conditions)})
    SELECT t."slug" AS value, t."name" AS label, count(hit."id")::int AS count
    FROM "Theme" t LEFT JOIN "OrganisationTheme" l ON l."themeId" = t."id"
      LEFT JOIN hit ON hit."id" = l."organisationId"
    GROUP BY t."id" ORDER BY t."position"`;
  return labelled(rows, locale);
}

async function typeFacet(conditions: Conditions, locale: Locale): Promise<CountedValue[]> {
  const rows = await db.$queryRaw<CountedVariants[]>`
    WITH hit AS (SELECT o."typeSlug" FROM ${directory} WHERE ${where(conditions)})
    SELECT t."slug" AS value, t."label", count(hit."typeSlug")::int AS count
    FROM "OrganisationType" t LEFT JOIN hit ON hit."typeSlug" = t."slug"
    GROUP BY t."slug" ORDER BY t."position"`;
  return labelled(rows, locale);
}

async function relationFacet(conditions: Conditions): Promise<CountedValue[]> {
  const rows = await db.$queryRaw<{ value: string; count: number }[]>`
    SELECT COALESCE(a."class"::text, o."outside"::text) AS value, count(*)::int AS count
    FROM ${directory} WHERE ${where(conditions)} GROUP BY 1`;
  const counts = new Map(rows.map(({ value, count }) => [value, count]));
  return relations.map((value) => ({ value, label: "", count: counts.get(value) ?? 0 }));
}

function marked(card: OrganisationCard, words: readonly string[]): FoundOrganisation {
  return {
    ...card,
    markedName: markWords(card.name, words),
    markedMission: markWords(card.mission ?? "", words),
    markedPlaces: markWords(card.places ?? "", words),
  };
}

async function nearestNames(q: string) {
  return await db.$queryRaw<{ id: string; slug: string; name: string }[]>`
    SELECT o."id", o."slug", o."name"
    FROM "Organisation" o JOIN "OrganisationIndex" i ON i."organisationId" = o."id"
    WHERE word_similarity(normalise(${q}), i."names") > 0.2
    ORDER BY word_similarity(normalise(${q}), i."names") DESC, o."name" LIMIT 5`;
}
