import { db } from "../db/database.server";
import { Prisma } from "../db/generated/client";

/** A person whose organisation stands in the network; with a vote where `voice` says so. */
const inNetwork = (voice: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
  LEFT JOIN "Admission" a ON a."organisationId" = o."id"
  WHERE m."personId" = p."id" AND ${voice})`;

/** The person `p` is of the network, with a vote or without. */
export const isOfNetwork = inNetwork(Prisma.sql`(a."organisationId" IS NOT NULL OR o."outside" = 'network')`);

/**
 * Whether the person `p` reads the space `s`: the rule of access.server.ts asked from the other side, for what has no
 * viewer: a calendar's subscription. spaces.test.ts holds the two together.
 */
const mayRead = Prisma.sql`(s."state" <> 'deleted' AND (
  EXISTS (SELECT FROM "SpaceMember" x WHERE x."spaceId" = s."id" AND x."personId" = p."id")
  OR ${inNetwork(Prisma.sql`(a."organisationId" IS NOT NULL OR o."outside" = 'network')
    AND EXISTS (SELECT FROM "SpaceOrganisation" x
      WHERE x."spaceId" = s."id" AND x."organisationId" = m."organisationId")`)}
  OR s."visibility" = 'network' AND (p."role" IN ('administrator', 'moderator')
    OR ${inNetwork(Prisma.sql`(a."class" <> 'observer' OR o."outside" = 'network')`)})))`;

/** People by what a move changes for them, as far as a page names them. */
export interface ReaderDifference {
  /** Sees it only afterwards. */
  gains: { total: number; names: string[] };
  /** Sees it only before. */
  loses: { total: number; names: string[] };
  /** The same as long as it is the same people. */
  seen: string;
}

/** So many names say whom it is about; the rest is a number. */
const namedReaders = 10;

/**
 * Who reads only one of two spaces at this moment. Named are those who are in one of them by name, as its members see
 * them anyway; whom the network or their organisation lets in is counted: they may not show their name.
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
 * Whether a person may read a space at this moment. Nobody does whose account is locked; `mayRead` leaves that out, as a
 * move still concerns them: they read again once it is open.
 */
export async function personReads(personId: string, spaceId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Person" p, "Space" s
    WHERE p."id" = ${personId}::uuid AND p."lockedAt" IS NULL AND s."id" = ${spaceId}::uuid AND ${mayRead}`;
  return rows.length > 0;
}
