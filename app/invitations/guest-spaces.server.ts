import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { facilitatedSpaces, isKnown } from "../workspaces/access.server";

/** Maximum number of spaces in the select field. */
const maxChoices = 300;

type SpaceInviter = Parameters<typeof facilitatedSpaces>[0];

const openTo = (inviter: SpaceInviter, chosen: Prisma.SpaceWhereInput = {}): Prisma.SpaceWhereInput => ({
  AND: [chosen, { state: "active" }, facilitatedSpaces(inviter)],
});

/** The spaces for guests: active spaces that the viewer facilitates, the network's own first. */
export async function listGuestSpaces(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  return await db.space.findMany({
    where: openTo(viewer),
    orderBy: [{ kind: "asc" }, { name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: maxChoices,
  });
}

/** The space for a guest: the chosen one, else the network's own. @throws 404 when the inviter does not facilitate it. */
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
 * Whether this person may still invite guests into the space: it is active and they facilitate it. A person who left a
 * private space may not.
 */
export async function isGuestSpaceOpen(from: Database, granter: SpaceInviter, id: string): Promise<boolean> {
  return (await from.space.count({ where: openTo(granter, { id }) })) > 0;
}

/** SQL: the invitation `i` is not into a space that is hidden from this viewer. */
export const isInvitationShown = (viewer: Viewer): Prisma.Sql => Prisma.sql`(i."spaceId" IS NULL OR EXISTS (
  SELECT FROM "Space" s WHERE s."id" = i."spaceId" AND ${isKnown(viewer)}))`;
