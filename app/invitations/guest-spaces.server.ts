import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import type { Viewer } from "../http/viewer";
import { facilitatedSpaces, isKnown } from "../workspaces/access.server";

/** More than anybody looks through in one field. */
const maxChoices = 300;

/** Where guests may be invited: active spaces that the viewer runs, the network's own first. */
export async function listGuestSpaces(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  return await db.space.findMany({
    where: { AND: [{ state: "active" }, facilitatedSpaces(viewer)] },
    orderBy: [{ kind: "asc" }, { name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: maxChoices,
  });
}

/** The space that guests are invited into: the chosen one, else the network's own. @throws 404 when the viewer does not run it. */
export async function requireGuestSpace(
  from: Database,
  viewer: Viewer,
  id: string | undefined,
): Promise<string> {
  const chosen: Prisma.SpaceWhereInput = id ? { id } : { kind: "network" };
  const space = await from.space.findFirst({
    where: { AND: [chosen, { state: "active" }, facilitatedSpaces(viewer)] },
    select: { id: true },
  });
  return space ? space.id : notFound();
}

/**
 * The invitation `i` is into no space, or into one that stands and that its maker still runs: who has left a private space
 * lets nobody in.
 */
export const isGuestSpaceOpen = Prisma.sql`(i."spaceId" IS NULL OR EXISTS (
  SELECT FROM "Space" s JOIN "Person" maker ON maker."id" = i."createdById"
  WHERE s."id" = i."spaceId" AND s."state" = 'active' AND maker."lockedAt" IS NULL
    AND (s."visibility" = 'network' AND maker."role" IN ('administrator', 'moderator') OR EXISTS (
      SELECT FROM "SpaceMember" m WHERE m."spaceId" = s."id" AND m."personId" = maker."id" AND m."role" = 'facilitator'))))`;

/** The invitation `i` is into no space that this viewer may not know of. */
export const isInvitationShown = (viewer: Viewer): Prisma.Sql => Prisma.sql`(i."spaceId" IS NULL OR EXISTS (
  SELECT FROM "Space" s WHERE s."id" = i."spaceId" AND ${isKnown(viewer)}))`;
