import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { containsWords } from "../db/words.server";
import { lastUuidIn } from "../http/uuid";
import { zoneInSql } from "../network/zone.server";
import { kindOf } from "./actions";
import { visibleEntries } from "./entry-filters.server";
import type { JournalCursor, JournalFilters } from "./journal";

/** An entry with the names that are looked up on reading. */
export interface JournalRow {
  id: string;
  at: Date;
  personId: string | null;
  person: string | null;
  organisationId: string | null;
  organisation: string | null;
  slug: string | null;
  action: string;
  objectType: string | null;
  objectId: string | null;
  objectName: string | null;
  details: Record<string, unknown>;
  network: string | null;
  sealed: boolean;
}

/** The matching entries, newest first; with a cursor, the nearest to it. */
export async function readJournalRows(
  viewer: Viewer,
  filters: JournalFilters,
  place: JournalCursor | undefined,
  take: number,
): Promise<JournalRow[]> {
  const where = await conditionOf(viewer, filters);
  const backwards = place?.side === "newer";
  const order = backwards
    ? Prisma.sql`ORDER BY e."at", e."id"`
    : Prisma.sql`ORDER BY e."at" DESC, e."id" DESC`;
  const rows = await db.$queryRaw<JournalRow[]>`
    SELECT e.*, p."name" AS "person", COALESCE(o."acronym", o."name") AS "organisation", o."slug",
      COALESCE(op."name", oo."acronym", oo."name") AS "objectName", a."network",
      EXISTS (SELECT FROM "AuditSeal" s WHERE s."entryId" = e."id") AS "sealed"
    FROM (SELECT e.* FROM "AuditEntry" e WHERE ${where} AND ${placeCondition(place)} ${order} LIMIT ${take}) e
    LEFT JOIN "Person" p ON p."id" = e."personId"
    LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
    LEFT JOIN "Person" op ON op."id" = e."objectId" AND e."objectType" = 'person'
    LEFT JOIN "Organisation" oo ON oo."id" = e."objectId" AND e."objectType" = 'organisation'
    LEFT JOIN "AuditAddress" a ON a."entryId" = e."id"
    ${order}`;
  return backwards ? rows.reverse() : rows;
}

function placeCondition(place: JournalCursor | undefined): Prisma.Sql {
  if (!place) return Prisma.sql`TRUE`;
  const { side, at, id } = place;
  return side === "older"
    ? Prisma.sql`(e."at", e."id") < (${at}::timestamptz, ${id}::uuid)`
    : Prisma.sql`(e."at", e."id") > (${at}::timestamptz, ${id}::uuid)`;
}

/** The number of matching entries, counted up to a limit; above it the page shows "more than". */
export async function countJournal(viewer: Viewer, filters: JournalFilters, limit: number): Promise<number> {
  const where = await conditionOf(viewer, filters);
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (SELECT FROM "AuditEntry" e WHERE ${where} LIMIT ${limit}) AS fitting`;
  return Number(row?.count ?? 0);
}

async function conditionOf(viewer: Viewer, filters: JournalFilters): Promise<Prisma.Sql> {
  const { who, organisation, kind, action, object, from, until } = filters;
  const conditions = [
    who && Prisma.sql`e."personId" = ANY(${await peopleCalled(who)}::uuid[])`,
    organisation && Prisma.sql`e."organisationId" = ANY(${await organisationsCalled(organisation)}::uuid[])`,
    kind &&
      Prisma.sql`e."action" = ANY(${(await listActions(viewer)).filter((each) => kindOf(each) === kind)})`,
    action && Prisma.sql`e."action" = ${action}`,
    object && Prisma.sql`e."objectId" = ${lastUuidIn(object) ?? null}::uuid`,
    from && Prisma.sql`e."at" >= (${from}::date::timestamp AT TIME ZONE ${zoneInSql})`,
    until && Prisma.sql`e."at" < ((${until}::date + 1)::timestamp AT TIME ZONE ${zoneInSql})`,
    visibleEntries(viewer),
  ].filter((condition) => condition !== "");
  return Prisma.join(conditions, " AND ");
}

/** Maximum number of people with a matching name; above it the filter must be more precise. */
const maxNamesakes = 100;

async function peopleCalled(who: string): Promise<string[]> {
  const id = lastUuidIn(who);
  if (id) return [id];
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Person" p
    WHERE ${containsWords(Prisma.sql`p."name"`, who)} OR p."email" = ${who.toLowerCase()} LIMIT ${maxNamesakes}`;
  return found.map(({ id }) => id);
}

async function organisationsCalled(name: string): Promise<string[]> {
  const id = lastUuidIn(name);
  if (id) return [id];
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT o."id" FROM "Organisation" o
    WHERE ${containsWords(Prisma.sql`o."name" || ' ' || COALESCE(o."acronym", '')`, name)} LIMIT ${maxNamesakes}`;
  return found.map(({ id }) => id);
}

/**
 * Every action that a reader's entries contain, by a loose index scan: a few dozen steps whatever the size of
 * the record. Actions whose entries are all hidden from the reader are left out, since their presence would
 * disclose them.
 */
export async function listActions(viewer: Viewer): Promise<string[]> {
  const rows = await db.$queryRaw<{ action: string }[]>`
    WITH RECURSIVE hop AS (
      (SELECT "action" FROM "AuditEntry" ORDER BY "action" LIMIT 1)
      UNION ALL
      SELECT (SELECT e."action" FROM "AuditEntry" e WHERE e."action" > hop."action" ORDER BY e."action" LIMIT 1)
      FROM hop WHERE hop."action" IS NOT NULL
    )
    SELECT hop."action" FROM hop CROSS JOIN LATERAL (
      SELECT FROM "AuditEntry" e WHERE e."action" = hop."action" AND ${visibleEntries(viewer)}
      ORDER BY e."at" DESC, e."id" DESC LIMIT 1) AS seen`;
  return rows.map(({ action }) => action);
}
