import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { facilitatedSpaces, isKnown } from "../workspaces/access.server";

/** More than anybody looks through in one field. */
const maxChoices = 300;

type SpaceInviter = Parameters<typeof facilitatedSpaces>[0];

const openTo = (inviter: SpaceInviter, chosen: Prisma.SpaceWhereInput = {}): Prisma.SpaceWhereInput => ({
  AND: [chosen, { state: "active" }, facilitatedSpaces(inviter)],
});

/** Where guests may be invited: active spaces that the viewer runs, the network's own first. */
export async function listGuestSpaces(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  return await db.space.findMany({
    where: openTo(viewer),
    orderBy: [{ kind: "asc" }, { name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: maxChoices,
  });
}

/** The space that guests are invited into: the chosen one, else the network's own. @throws 404 when the inviter does not run it. */
export async function requireGuestSpace(
  from: Database,
  inviter: SpaceInviter,
  id: string | undefined,
): Promise<string> {
  const space = await from.space.findFirst({
    where: openTo(inviter, id ? { id } : { kind: "network" }),
    select: { id: true },
  });
  return space ? space.id : notFound();
}

/**
 * Whether guests may still be let into this space by that person: it is active, and they run it. Who has left a private space
 * lets nobody in.
 */
export async function isGuestSpaceOpen(from: Database, granter: SpaceInviter, id: string): Promise<boolean> {
  return (await from.space.count({ where: openTo(granter, { id }) })) > 0;
}

/** The invitation `i` is into no space that this viewer may not know of. */
export const isInvitationShown = (viewer: Viewer): Prisma.Sql => Prisma.sql`(i."spaceId" IS NULL OR EXISTS (
  SELECT FROM "Space" s WHERE s."id" = i."spaceId" AND ${isKnown(viewer)}))`;
