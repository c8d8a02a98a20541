import { requireReader } from "../authorities/access.server";
import { groupBy } from "../authorities/group-by";
import type { Viewer } from "../authorization/viewer";
import { literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import type { Cursor } from "../http/pagination";
import { writeCursor } from "../http/pagination";
import { isUuid } from "../http/uuid";
import type { Locale } from "../i18n/locales";
import { today } from "../network/today.server";
import { isOverdue } from "./deadlines";
import type { MatrixGroup, MatrixOrder, MatrixPage, MatrixQuery, MatrixRow } from "./matrix";
import { endedStatuses, statuses } from "./recommendations";

/** Rows on a page of the table. */
const rowsOnPage = 50;
/** Maximum length of a text in the table; the page of the recommendation has the whole. */
const maxShown = 280;

interface Order {
  by: Prisma.Sql;
  key: Prisma.Sql;
  after: (cursor: Cursor) => Prisma.Sql;
  isKey: (key: string) => boolean;
}

const id = Prisma.sql`a."id"`;
const isDayOrNone = (key: string) => key === "infinity" || /^\d{4}-\d\d-\d\d$/.test(key);

/** Each order is a column and the id of the addressee: a page begins behind the last row of the one before. */
const orders: Record<MatrixOrder, Order> = {
  number: {
    by: Prisma.sql`a."recommendationId", ${id}`,
    key: Prisma.sql`a."recommendationId"::text`,
    after: ({ key, id: last }) => Prisma.sql`(a."recommendationId", ${id}) > (${key}::uuid, ${last}::uuid)`,
    isKey: isUuid,
  },
  due: {
    by: Prisma.sql`COALESCE(a."dueOn", 'infinity'::date), ${id}`,
    key: Prisma.sql`COALESCE(a."dueOn"::text, 'infinity')`,
    after: ({ key, id: last }) =>
      Prisma.sql`(COALESCE(a."dueOn", 'infinity'::date), ${id}) > (${key}::date, ${last}::uuid)`,
    isKey: isDayOrNone,
  },
  status: {
    by: Prisma.sql`a."status", ${id}`,
    key: Prisma.sql`a."status"::text`,
    after: ({ key, id: last }) => Prisma.sql`(a."status", ${id}) > (${key}::"FollowUpStatus", ${last}::uuid)`,
    isKey: (key) => (statuses as readonly string[]).includes(key),
  },
  authority: {
    by: Prisma.sql`o."name", ${id}`,
    key: Prisma.sql`o."name"`,
    after: ({ key, id: last }) => Prisma.sql`(o."name", ${id}) > (${key}, ${last}::uuid)`,
    isKey: () => true,
  },
  source: {
    by: Prisma.sql`COALESCE(r."body", ''), ${id}`,
    key: Prisma.sql`COALESCE(r."body", '')`,
    after: ({ key, id: last }) => Prisma.sql`(COALESCE(r."body", ''), ${id}) > (${key}, ${last}::uuid)`,
    isKey: () => true,
  },
  theme: {
    by: Prisma.sql`COALESCE(h."position", 99999), ${id}`,
    key: Prisma.sql`COALESCE(h."position", 99999)::text`,
    after: ({ key, id: last }) =>
      Prisma.sql`(COALESCE(h."position", 99999), ${id}) > (${key}::int, ${last}::uuid)`,
    isKey: (key) => /^\d{1,6}$/.test(key),
  },
};

const ended = Prisma.sql`a."status" IN (${Prisma.join(
  endedStatuses.map((status) => Prisma.sql`${status}::"FollowUpStatus"`),
)})`;

/** The tables of a row: themes only where the rows stand under them. */
const tables = (group: MatrixGroup | undefined): Prisma.Sql => Prisma.sql`
  "Addressee" a JOIN "Recommendation" r ON r."id" = a."recommendationId"
  JOIN "Organisation" o ON o."id" = a."organisationId"
  ${
    group === "theme"
      ? Prisma.sql`LEFT JOIN "RecommendationTheme" rt ON rt."recommendationId" = r."id"
          LEFT JOIN "Theme" h ON h."id" = rt."themeId"`
      : Prisma.empty
  }`;

const escapeLike = (words: string) => words.replace(/[\\%_]/g, "\\$&");

/** The filters of a query as an SQL condition. */
function conditionOf(query: MatrixQuery, day: string): Prisma.Sql {
  const parts: Prisma.Sql[] = [Prisma.sql`true`];
  if (query.authority) parts.push(Prisma.sql`a."organisationId" = ${query.authority}::uuid`);
  if (query.status) parts.push(Prisma.sql`a."status" = ${query.status}::"FollowUpStatus"`);
  if (query.position) parts.push(Prisma.sql`a."position" = ${query.position}::"StatePosition"`);
  if (query.grade) parts.push(Prisma.sql`a."grade" = ${query.grade}::"Grade"`);
  if (query.late) parts.push(Prisma.sql`a."dueOn" < ${day}::date AND NOT ${ended}`);
  if (query.body) parts.push(Prisma.sql`r."body" = ${query.body}`);
  if (query.theme)
    parts.push(Prisma.sql`EXISTS (SELECT FROM "RecommendationTheme" x WHERE x."recommendationId" = r."id"
      AND x."themeId" = ${query.theme}::uuid)`);
  if (query.q) {
    const like = `%${escapeLike(query.q)}%`;
    parts.push(Prisma.sql`(r."text" ILIKE ${like} OR r."translation" ILIKE ${like} OR r."source" ILIKE ${like}
      OR r."symbol" ILIKE ${like} OR r."number"::text = ${query.q.replace(/^n°\s*/i, "")})`);
  }
  return Prisma.join(parts, " AND ");
}

interface RawRow extends Omit<MatrixRow, "overdue"> {
  key: string;
}

const columns = (group: MatrixGroup | undefined, locale: Locale): Prisma.Sql => Prisma.sql`
  a."id", a."recommendationId", r."number", left(COALESCE(r."translation", r."text"), ${maxShown}) AS "text",
  r."source", r."body", o."id" AS "authorityId", o."slug" AS "authoritySlug", o."name" AS "authority",
  a."position"::text AS "position", a."status"::text AS "status", a."grade"::text AS "grade",
  a."dueOn"::text AS "dueOn", a."version",
  (SELECT s."dueText" FROM "FollowUpStep" s WHERE s."addresseeId" = a."id" AND s."doneOn" IS NULL
    ORDER BY s."dueOn", s."id" LIMIT 1) AS "dueText",
  (SELECT COALESCE(f."acronym", f."name") FROM "Organisation" f WHERE f."id" = a."followerId") AS "follower",
  ${group === "theme" ? Prisma.sql`COALESCE(h."name"->>${locale}, h."name"->>'fr')` : Prisma.sql`NULL`} AS "theme"`;

/** A page of the table of follow-up, read by cursor, with its totals. */
export async function readMatrix(
  viewer: Viewer,
  query: MatrixQuery,
  locale: Locale,
  size = rowsOnPage,
): Promise<MatrixPage> {
  requireReader(viewer);
  const day = await today();
  const order = orders[query.group ?? query.order ?? "number"];
  const where = conditionOf(query, day);
  const after = query.after && order.isKey(query.after.key) ? order.after(query.after) : Prisma.sql`true`;
  const [rows, [totals]] = await Promise.all([
    queryPrepared<RawRow>(
      Prisma.sql`SELECT ${columns(query.group, locale)}, ${order.key} AS "key" FROM ${tables(query.group)}
        WHERE ${where} AND ${after} ORDER BY ${order.by} ${literalLimit(size + 1)}`,
      { prepare: false },
    ),
    queryPrepared<{ total: number; recommendations: number; late: number }>(
      Prisma.sql`SELECT count(*)::int AS "total", count(DISTINCT a."recommendationId")::int AS "recommendations",
          count(*) FILTER (WHERE a."dueOn" < ${day}::date AND NOT ${ended})::int AS "late"
        FROM ${tables(undefined)} WHERE ${where}`,
      { prepare: false },
    ),
  ]);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ key: _, ...row }) => ({ ...row, overdue: isLate(row, day) })),
    total: totals?.total ?? 0,
    recommendations: totals?.recommendations ?? 0,
    late: totals?.late ?? 0,
    next: rows.length > size && last ? writeCursor({ key: last.key, id: last.id }) : null,
  };
}

const isLate = ({ dueOn, status }: Pick<RawRow, "dueOn" | "status">, day: string): boolean =>
  isOverdue(dueOn, day) && !endedStatuses.includes(status);

/** A line of counts: how many addressees have each status, under one value of a group. */
export interface GroupCount {
  label: string;
  counts: Record<string, number>;
  total: number;
}

const groupLabels: Record<MatrixGroup, (locale: Locale) => Prisma.Sql> = {
  authority: () => Prisma.sql`o."name"`,
  source: () => Prisma.sql`COALESCE(r."body", '')`,
  status: () => Prisma.sql`a."status"::text`,
  theme: (locale) => Prisma.sql`COALESCE(h."name"->>${locale}, h."name"->>'fr', '')`,
};

/** Maximum number of lines of a chart. */
const maxGroups = 40;

/** Statuses counted by the values of a group, the largest first: the figures of the charts. */
export async function countByGroup(
  viewer: Viewer,
  query: MatrixQuery,
  group: MatrixGroup,
  locale: Locale,
): Promise<GroupCount[]> {
  requireReader(viewer);
  const day = await today();
  const rows = await queryPrepared<{ label: string; status: string; count: number }>(
    Prisma.sql`SELECT ${groupLabels[group](locale)} AS "label", a."status"::text AS "status", count(*)::int AS "count"
      FROM ${tables(group)} WHERE ${conditionOf(query, day)} GROUP BY 1, 2`,
    { prepare: false },
  );
  const groups = [...groupBy(rows, ({ label }) => label)].map(([label, each]) => ({
    label,
    counts: Object.fromEntries(each.map(({ status, count }) => [status, count])),
    total: each.reduce((sum, { count }) => sum + count, 0),
  }));
  return groups.sort((one, other) => other.total - one.total).slice(0, maxGroups);
}

/** Grades given in each year: they are counted, never averaged. */
export async function countGrades(viewer: Viewer): Promise<GroupCount[]> {
  requireReader(viewer);
  const rows = await queryPrepared<{ label: string; grade: string; count: number }>(Prisma.sql`
    SELECT extract(year FROM COALESCE(g."until", g."createdAt"))::int::text AS "label", g."grade"::text AS "grade",
      count(*)::int AS "count" FROM "Assessment" g GROUP BY 1, 2 ORDER BY 1`);
  return [...groupBy(rows, ({ label }) => label)].map(([label, each]) => ({
    label,
    counts: Object.fromEntries(each.map(({ grade, count }) => [grade, count])),
    total: each.reduce((sum, { count }) => sum + count, 0),
  }));
}

/** The issuing bodies there are, for the filter. */
export async function listBodies(viewer: Viewer): Promise<string[]> {
  requireReader(viewer);
  const rows = await queryPrepared<{ body: string }>(Prisma.sql`
    SELECT DISTINCT "body" FROM "Recommendation" WHERE "body" IS NOT NULL ORDER BY "body" LIMIT 200`);
  return rows.map(({ body }) => body);
}
