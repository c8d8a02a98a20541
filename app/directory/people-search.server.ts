import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { runSequentially } from "../db/search-queue.server";
import type { Locale } from "../i18n/locales";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { languages } from "../organisations/controlled-vocabulary";
import { fieldKey, valueLabel } from "../organisations/custom-fields/custom-fields";
import { readFields } from "../organisations/custom-fields/stored-fields.server";
import { generalRank, ownOrganisations } from "../organisations/field-visibility";
import { type Labels, readLabels } from "../organisations/reference-labels.server";
import { type MarkedPart, markWords } from "../search-language/marks";
import { everyWord, type ParsedQuery } from "../search-language/query";
import { directoryWords, parseQuery } from "../search-language/query.server";
import type { CustomFacet, FacetValue } from "./directory-query";
import { customFacetsFrom } from "./facets.server";
import { maxCounted, type PersonEntry } from "./people-query";
import type { PeopleQuery } from "./people-query-form.server";

export const peoplePageSize = 30;

export interface FoundPerson extends PersonEntry {
  markedName: MarkedPart[];
  markedFunction: MarkedPart[];
}

interface PeopleResult {
  total: number;
  found: FoundPerson[];
  facets: { theme: FacetValue[]; langue: FacetValue[] };
  customFacets: CustomFacet[];
}

/** Searches people by name and function, in the fields visible to this viewer. */
export async function searchPeople(
  viewer: Viewer,
  query: PeopleQuery,
  locale: Locale,
): Promise<PeopleResult> {
  const [question, labels, circle] = await Promise.all([
    parseQuery(query.q, directoryWords(generalRank(viewer))),
    readLabels(locale),
    circleOf(viewer),
  ]);
  const near = nearPeople(circle, query, question);
  const [row] = await runSequentially(
    () => db.$queryRaw<{ total: number; counts: Record<string, number> | null; ids: string[] | null }[]>`
    WITH near AS MATERIALIZED (${near})
    SELECT (SELECT count(*)::int FROM near WHERE missed = '') AS total,
      (SELECT jsonb_object_agg(v, n) FROM (
        SELECT v, count(*) AS n FROM near, unnest(near.facets) AS v
        WHERE missed = '' OR (length(missed) = 2 AND left(v, 2) = missed) GROUP BY v) AS c) AS counts,
      ARRAY(SELECT id FROM near WHERE missed = '' ORDER BY "sortName", id
        LIMIT ${peoplePageSize} OFFSET ${(query.page - 1) * peoplePageSize}) AS ids`,
  );
  const people = await listEntries(circle, row?.ids ?? [], labels, locale);
  const fields = await readFields(db, "person", locale);
  return {
    customFacets: customFacetsFrom(row?.counts ?? {}, query, fields),
    total: row?.total ?? 0,
    facets: facetsOf(row?.counts ?? {}, query, labels),
    found: people.map((person) => ({
      ...person,
      markedName: markWords(person.name, question.words),
      markedFunction: markWords(person.function ?? "", question.words),
    })),
  };
}

/** Number of people a query finds, up to `maxCounted`; shown beside the organisations. */
export async function countPeople(viewer: Viewer, q: string): Promise<number> {
  const [question, circle] = await Promise.all([
    parseQuery(q, directoryWords(generalRank(viewer))),
    circleOf(viewer),
  ]);
  const near = nearPeople(circle, { q, theme: [], langue: [], champ: [], page: 1 }, question);
  const [row] = await runSequentially(
    () => db.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM (${near} LIMIT ${maxCounted}) AS n`,
  );
  return row?.total ?? 0;
}

/** People of an organisation whose names this viewer may see. */
export async function listPeopleOf(
  viewer: Viewer,
  organisationId: string,
  locale: Locale,
): Promise<PersonEntry[]> {
  const [labels, circle, members] = await Promise.all([
    readLabels(locale),
    circleOf(viewer),
    db.membership.findMany({ where: { organisationId }, select: { personId: true }, take: 200 }),
  ]);
  return await listEntries(
    circle,
    members.map(({ personId }) => personId),
    labels,
    locale,
  );
}

/** One person of the directory, with the fields this viewer may see; null when they may not see the name. */
export async function findPersonEntry(
  viewer: Viewer,
  personId: string,
  locale: Locale,
): Promise<PersonEntry | null> {
  const [labels, circle] = await Promise.all([readLabels(locale), circleOf(viewer)]);
  const [entry] = await listEntries(circle, [personId], labels);
  return entry ?? null;
}

/** SQL for this viewer's rank for each person. */
export interface Circle {
  viewer: Viewer;
  rank: Prisma.Sql;
}

/** The viewer's rank for each person `x` of the directory. */
export async function circleOf(viewer: Viewer): Promise<Circle> {
  const general = generalRank(viewer);
  if (general === 3) return { viewer, rank: Prisma.sql`3` };
  const members = await db.membership.findMany({
    where: { organisationId: { in: ownOrganisations(viewer) } },
    select: { personId: true },
  });
  const colleagues = members.map(({ personId }) => personId);
  return {
    viewer,
    rank: Prisma.sql`(CASE WHEN x."personId" = ${viewer.personId}::uuid THEN 3
      WHEN x."personId" = ANY(${colleagues}::uuid[]) THEN 2 ELSE ${general} END)`,
  };
}

/** People of the directory (x) with the visibility of their card (c). */
export const cards = Prisma.sql`"PersonIndex" x LEFT JOIN "PersonCard" c USING ("personId")`;

/** Whether a person's name is visible at this rank: the only rule for it. */
const showsName = ({ rank }: Circle): Prisma.Sql =>
  Prisma.sql`(COALESCE(c."nameRank", 2) <= ${rank} AND ${rank} > 0)`;

/** The same as a condition on the person `p`, for name lists in later rooms. */
export async function namesShownTo(viewer: Viewer): Promise<Prisma.Sql> {
  const circle = await circleOf(viewer);
  return Prisma.sql`EXISTS (SELECT FROM ${cards} WHERE x."personId" = p."id" AND ${showsName(circle)})`;
}

/** People whose name is visible and whose visible fields match the words; with the filters of the list. */
function nearPeople(circle: Circle, query: PeopleQuery, question: ParsedQuery): Prisma.Sql {
  const { rank } = circle;
  const topics = Prisma.sql`${fieldFacets(rank)} || CASE WHEN COALESCE(c."topicsRank", 2) <= ${rank} THEN
    ARRAY(SELECT 't:' || t."slug" FROM "PersonTheme" p JOIN "Theme" t ON t."id" = p."themeId" WHERE p."personId" = x."personId")
    || ARRAY(SELECT 'l:' || l FROM unnest(c."languages") AS l) ELSE '{}' END`;
  const missed = [
    { letter: "t:", values: query.theme },
    { letter: "l:", values: query.langue },
    ...[...new Set(query.champ.map((value) => value.slice(0, 2)))].map((letter) => ({
      letter,
      values: query.champ.filter((value) => value.startsWith(letter)).map((value) => value.slice(2)),
    })),
  ].map(({ letter, values }) =>
    values.length === 0
      ? Prisma.sql`''`
      : Prisma.sql`CASE WHEN f.facets && ${values.map((value) => letter + value)}::text[] THEN '' ELSE ${letter} END`,
  );
  return Prisma.sql`
    SELECT x."personId" AS id, x."sortName", f.facets, ${Prisma.join(missed, " || ")} AS missed
    FROM ${cards}, LATERAL (SELECT ${topics} AS facets) f
    WHERE ${showsName(circle)}
      AND EXISTS (SELECT FROM "Membership" m WHERE m."personId" = x."personId")
      AND ${askedOf(rank, query.q, question)}`;
}

/** The rank of a value `v` of the field `f`: a person may narrow what the secretariat allows. */
const valueRank = Prisma.sql`GREATEST(v."rank", array_position(ARRAY['public', 'network', 'organisation', 'secretariat'], f."level"::text) - 1)`;

/** Facet values of a person from the secretariat's fields. */
const fieldFacets = (rank: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ARRAY(SELECT f."code" || ':' || v."value" FROM "PersonFieldValue" v JOIN "CustomField" f ON f."id" = v."fieldId"
    WHERE v."personId" = x."personId" AND f."facet" AND f."archivedAt" IS NULL AND ${valueRank} <= ${rank})`;

/**
 * The condition for the query's words. Words also match as typed: a name visible only within its organisation is in no
 * shared word list.
 */
function askedOf(rank: Prisma.Sql, q: string, question: ParsedQuery): Prisma.Sql {
  if (!q) return Prisma.sql`TRUE`;
  const every = everyWord(question);
  if (every === null) return Prisma.sql`FALSE`;
  const some = every.replaceAll("&", "|");
  const query = Prisma.sql`to_tsquery('portal_french', ${every})`;
  const any = Prisma.sql`to_tsquery('portal_french', ${some})`;
  return Prisma.sql`(x."nameVector" @@ ${any} OR x."functionVector" @@ ${any})
    AND (x."nameVector" || CASE WHEN COALESCE(c."functionRank", 2) <= ${rank} THEN x."functionVector"
      ELSE ''::tsvector END) @@ ${query}`;
}

type EntryRow = Omit<PersonEntry, "themes" | "organisations" | "custom"> & {
  values: { field: string; value: string }[] | null;
  themes: string[];
  organisations: PersonEntry["organisations"] | null;
};

async function listEntries(
  circle: Circle,
  ids: readonly string[],
  labels: Labels,
  locale: Locale = "fr",
): Promise<PersonEntry[]> {
  if (ids.length === 0) return [];
  const fields = await readFields(db, "person", locale);
  const { rank, viewer } = circle;
  const shown = (column: Prisma.Sql, part: Prisma.Sql, usual: number) =>
    Prisma.sql`CASE WHEN COALESCE(${part}, ${usual}) <= ${rank} THEN ${column} END`;
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT p."id", p."name", p."picture",
      ${shown(Prisma.sql`p."function"`, Prisma.sql`c."functionRank"`, 2)} AS function,
      ${shown(Prisma.sql`c."reach"`, Prisma.sql`c."reachRank"`, 2)} AS reach,
      ${shown(Prisma.sql`p."email"`, Prisma.sql`c."emailRank"`, 3)} AS email,
      ${shown(Prisma.sql`c."phone"`, Prisma.sql`c."phoneRank"`, 3)} AS phone,
      COALESCE(${shown(Prisma.sql`c."languages"`, Prisma.sql`c."topicsRank"`, 2)}, '{}') AS languages,
      COALESCE(${shown(
        Prisma.sql`ARRAY(SELECT t."slug" FROM "PersonTheme" s JOIN "Theme" t ON t."id" = s."themeId" WHERE s."personId" = p."id")`,
        Prisma.sql`c."topicsRank"`,
        2,
      )}, '{}') AS themes,
      (SELECT jsonb_agg(jsonb_build_object('field', f."id", 'value', v."value"))
        FROM "PersonFieldValue" v JOIN "CustomField" f ON f."id" = v."fieldId"
        WHERE v."personId" = p."id" AND f."archivedAt" IS NULL AND ${valueRank} <= ${rank}) AS values,
      (SELECT jsonb_agg(jsonb_build_object('id', o."id", 'slug', o."slug", 'name', COALESCE(${acronymSeenBy(viewer)}, o."name")) ORDER BY m."createdAt")
        FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId" WHERE m."personId" = p."id") AS organisations
    FROM ${cards} JOIN "Person" p ON p."id" = x."personId"
    WHERE x."personId" = ANY(${[...ids]}::uuid[]) AND ${showsName(circle)}
    ORDER BY x."sortName", x."personId"`;
  return rows.map(({ themes, organisations, values, ...row }) => ({
    ...row,
    custom: fields.flatMap((field) => {
      const stored = values?.find((one) => one.field === field.id);
      const { id, kind, label } = field;
      return stored ? [{ key: fieldKey(id), kind, label, value: valueLabel(field, stored.value) }] : [];
    }),
    organisations: organisations ?? [],
    themes: labels.themes.filter(({ slug }) => themes.includes(slug)).map(({ name }) => name),
  }));
}

function facetsOf(
  counts: Record<string, number>,
  query: PeopleQuery,
  labels: Labels,
): PeopleResult["facets"] {
  const of = (chosen: string[], letter: string, values: { value: string; label: string }[]): FacetValue[] =>
    values
      .map((each) => ({
        ...each,
        count: counts[letter + each.value] ?? 0,
        ...(chosen.includes(each.value) && { chosen: true as const }),
      }))
      .filter(({ count, chosen: on }) => count > 0 || on);
  return {
    theme: of(
      query.theme,
      "t:",
      labels.themes.map(({ slug, name }) => ({ value: slug, label: name })),
    ),
    langue: of(
      query.langue,
      "l:",
      languages.map((value) => ({ value, label: "" })),
    ),
  };
}
