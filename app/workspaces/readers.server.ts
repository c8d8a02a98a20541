import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { readsSpace } from "./space-readers.server";

/** A person whose organisation is in the network; with a vote when `voice` says so. */
const inNetwork = (voice: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
  LEFT JOIN "Admission" a ON a."organisationId" = o."id"
  WHERE m."personId" = p."id" AND ${voice})`;

/** Whether the person `p` belongs to the network, with or without a vote. */
export const isOfNetwork = inNetwork(Prisma.sql`(a."organisationId" IS NOT NULL OR o."outside" = 'network')`);

/**
 * Whether the person `p` reads the space `s`: for callers without a viewer, such as a calendar subscription.
 * spaces.test.ts checks that a viewer of the same person gets the same answer.
 */
export const mayRead = readsSpace({
  personId: Prisma.sql`p."id"`,
  isOfOrganisation: (id) =>
    inNetwork(
      Prisma.sql`m."organisationId" = ${id} AND (a."organisationId" IS NOT NULL OR o."outside" = 'network')`,
    ),
  readsNetwork: Prisma.sql`(p."role" IN ('administrator', 'moderator')
    OR ${inNetwork(Prisma.sql`(a."class" <> 'observer' OR o."outside" = 'network')`)})`,
});

/** People whose access a move changes; only some are named. */
export interface ReaderDifference {
  /** Readers only after the move. */
  gains: { total: number; names: string[] };
  /** Readers only before the move. */
  loses: { total: number; names: string[] };
  /** Hash of the set of people: equal for equal sets. */
  seen: string;
}

/** Maximum number of names shown; the rest is a count. */
const namedReaders = 10;

/**
 * People who can read only one of two spaces now. Members by name are named, as other members see them anyway; people
 * with access through the network or an organisation are only counted, since they may hide their name.
 */
export async function compareReaders(from: string, to: string): Promise<ReaderDifference> {
  const rows = await db.$queryRaw<{ gains: boolean; total: number; names: string[]; ids: string }[]>`
    WITH crossing AS (
      SELECT p."id", p."name", bool_and(s."id" = ${to}::uuid) AS "gains",
        EXISTS (SELECT FROM "SpaceMember" x WHERE x."personId" = p."id"
          AND x."spaceId" IN (${from}::uuid, ${to}::uuid)) AS "member" FROM "Person" p, "Space" s
      WHERE s."id" IN (${from}::uuid, ${to}::uuid) AND ${mayRead}
      GROUP BY p."id" HAVING count(*) = 1)
    SELECT "gains", count(*)::int AS "total", md5(string_agg("id"::text, ',' ORDER BY "id")) AS "ids",
      COALESCE((array_agg("name" ORDER BY public.normalise("name"), "id") FILTER (WHERE "member"))[1:${namedReaders}], '{}')
        AS "names"
    FROM crossing GROUP BY "gains"`;
  const side = (gains: boolean) => rows.find((row) => row.gains === gains);
  const shown = (gains: boolean) => ({ total: side(gains)?.total ?? 0, names: side(gains)?.names ?? [] });
  return {
    gains: shown(true),
    loses: shown(false),
    seen: `${side(true)?.ids ?? ""}-${side(false)?.ids ?? ""}`,
  };
}

/**
 * Whether a person may read a space now; false while their account is locked. `mayRead` ignores the lock because a move
 * still affects people who will read again once unlocked.
 */
export async function personReads(personId: string, spaceId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Person" p, "Space" s
    WHERE p."id" = ${personId}::uuid AND p."lockedAt" IS NULL AND s."id" = ${spaceId}::uuid AND ${mayRead}`;
  return rows.length > 0;
}
