import type { Viewer } from "../authorization/viewer";
import { db, literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { isGuestIn, isReadable } from "../workspaces/access.server";
import type { ThreadReader } from "./threads";

/** Maximum number of people in a space whose threads show who has read them. */
export const maxSmallSpace = 30;

/**
 * The other people of a small space who have read a thread, and how far; null where it is not shown: in larger spaces,
 * in those that the whole network reads, for guests, and where the network has not chosen it. Members by name are named,
 * as the list of members names them; people who belong through their organisation are only counted.
 */
export async function listThreadReaders(
  viewer: Viewer,
  { id, spaceId }: { id: string; spaceId: string },
): Promise<ThreadReader[] | null> {
  const shown = await db.network.count({ where: { showReaders: true } });
  if (shown === 0 || (await isGuestIn(viewer, spaceId))) return null;
  const [small] = await queryPrepared<{ people: number }>(Prisma.sql`
    SELECT count(*)::int AS "people" FROM (${peopleOf(spaceId)} ${literalLimit(maxSmallSpace + 1)}) c, "Space" s
    WHERE s."id" = ${spaceId}::uuid AND s."visibility" <> 'network' AND ${isReadable(viewer)}`);
  if (!small || small.people < 2 || small.people > maxSmallSpace) return null;
  return await queryPrepared<ThreadReader>(Prisma.sql`
    SELECT CASE WHEN EXISTS (SELECT FROM "SpaceMember" b WHERE b."spaceId" = ${spaceId}::uuid AND b."personId" = p."id")
      THEN p."name" END AS "name", r."change"
    FROM (${peopleOf(spaceId)}) c JOIN "Person" p ON p."id" = c."personId"
    JOIN "ReadMark" r ON r."personId" = p."id" AND r."threadId" = ${id}::uuid
    WHERE p."id" <> ${viewer.personId}::uuid AND p."erasedAt" IS NULL
    ORDER BY p."name", p."id" ${literalLimit(maxSmallSpace)}`);
}

/** The people of a space, by name or through an organisation. */
const peopleOf = (spaceId: string): Prisma.Sql => Prisma.sql`
  SELECT m."personId" FROM "SpaceMember" m WHERE m."spaceId" = ${spaceId}::uuid
  UNION SELECT m."personId" FROM "SpaceOrganisation" w JOIN "Membership" m ON m."organisationId" = w."organisationId"
  WHERE w."spaceId" = ${spaceId}::uuid`;
