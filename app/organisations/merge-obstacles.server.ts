import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { notFound } from "../http/errors";
import { today } from "../network/today.server";
import { organisationsPolicy } from "./policy";

/** A source of rights of persons in an organisation, with its count. */
export interface MergeObstacle {
  kind: "people" | "mandates" | "invitations" | "spaces" | "candidacy";
  count: number;
}

/**
 * Reasons why a record cannot be merged, for display.
 * @throws 404 for everyone but the secretariat, and for an unknown record.
 */
export async function findMergeObstacles(
  viewer: Viewer,
  id: string,
): Promise<{ name: string; obstacles: MergeObstacle[] }> {
  if (!allows(viewer, organisationsPolicy["directory.manage"])) notFound();
  const record = await db.organisation.findUnique({ where: { id }, select: { name: true } });
  if (!record) notFound();
  return { name: record.name, obstacles: await countObstacles(db, id) };
}

/**
 * Merging with these would give a partner's people the rights of a member, by the action of one moderator. They must be
 * ended first by their own verbs with their own checks (docs/decisions/0050).
 */
export async function countObstacles(tx: Database, id: string): Promise<MergeObstacle[]> {
  return await tx.$queryRaw<MergeObstacle[]>`
    SELECT "kind", "count" FROM (
      SELECT 1 AS "position", 'people' AS "kind", count(*)::int AS "count" FROM (
        SELECT "personId" FROM "Membership" WHERE "organisationId" = ${id}::uuid
        UNION SELECT "personId" FROM "SpaceMember" WHERE "organisationId" = ${id}::uuid) p
      UNION ALL SELECT 2, 'mandates', count(*)::int FROM "Mandate"
        WHERE "organisationId" = ${id}::uuid AND "revokedAt" IS NULL AND "until" >= ${await today(tx)}::date
      UNION ALL SELECT 3, 'invitations', count(*)::int FROM "Invitation"
        WHERE "organisationId" = ${id}::uuid AND "acceptedAt" IS NULL AND "revokedAt" IS NULL
      UNION ALL SELECT 4, 'spaces', count(*)::int FROM (
        SELECT "spaceId" FROM "SpaceOrganisation" WHERE "organisationId" = ${id}::uuid
        UNION SELECT "id" FROM "Space" WHERE "organisationId" = ${id}::uuid) s
      UNION ALL SELECT 5, 'candidacy', count(*)::int FROM "Candidacy" WHERE "organisationId" = ${id}::uuid
    ) o WHERE "count" > 0 ORDER BY "position"`;
}
