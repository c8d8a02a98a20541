import { requireMayWrite } from "../authorization/may-write";
import {
  isGuest,
  isSecretariat,
  mayWrite,
  readsNetwork,
  type Viewer,
  voicesOf,
} from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { forbidden } from "../http/errors";
import { belongsTo, readsSpace, type SpaceReader } from "./space-readers.server";

/**
 * Access rules for spaces, written once as query conditions. Threads, documents, search, counts and sockets all query
 * through them, so a viewer with 300 spaces costs no more queries than one with 3. See docs/decisions/0018. Who reads a
 * space is one SQL condition (space-readers.server.ts), which `personReads` (readers.server.ts) applies to a person too.
 */

/** What a viewer may do in a space; threads and documents derive their access from it. */
export type SpaceAccess = "write" | "read";

const none: Prisma.SpaceWhereInput = { id: { in: [] } };

/** The viewer's organisations in the network; their people inherit the access given to the whole organisation. */
const networkOrganisations = ({ memberships }: Viewer): string[] =>
  memberships.filter((membership) => membership.class !== null).map(({ organisationId }) => organisationId);

/** Spaces the viewer belongs to, by name or through an organisation. */
export function ownSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  return {
    OR: [
      { members: { some: { personId: viewer.personId } } },
      { organisations: { some: { organisationId: { in: networkOrganisations(viewer) } } } },
    ],
  };
}

/** Spaces whose threads, documents, tasks and dates the viewer may read. Deleted spaces are excluded. */
export function readableSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  return {
    state: { in: ["active", "archived"] },
    OR: [readsNetwork(viewer) ? { visibility: "network" } : none, ownSpaces(viewer)],
  };
}

/** A viewer as the reader of the one SQL rule. */
const readerOf = (viewer: Viewer): SpaceReader => ({
  personId: Prisma.sql`${viewer.personId}::uuid`,
  isOfOrganisation: (id) => Prisma.sql`${id} = ANY(${networkOrganisations(viewer)}::uuid[])`,
  readsNetwork: Prisma.sql`${readsNetwork(viewer)}::boolean`,
});

/** `ownSpaces` as a SQL condition on the space `s`. */
export const isOwn = (viewer: Viewer): Prisma.Sql => belongsTo(readerOf(viewer));

/** `readableSpaces` as a SQL condition on the space `s`; access.test.ts checks that both agree. */
export const isReadable = (viewer: Viewer): Prisma.Sql => readsSpace(readerOf(viewer));

/** The same for a single space, evaluated once regardless of the number of rows in it. */
export const isReadableSpace = (viewer: Viewer, spaceId: string): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT FROM "Space" s WHERE s."id" = ${spaceId}::uuid AND ${isReadable(viewer)})`;

/** Spaces the viewer may write in: not archived, and joined for an organisation that may write. */
export function writableSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  if (!mayWrite(viewer)) return none;
  const voices = voicesOf(viewer);
  const writes: Prisma.EnumSpaceRoleFilter = { in: ["facilitator", "member"] };
  return {
    state: "active",
    OR: [
      { kind: "network" },
      isSecretariat(viewer) ? { visibility: "network" } : none,
      { members: { some: { personId: viewer.personId, role: writes, ...spokenFor(voices) } } },
      { organisations: { some: { organisationId: { in: voices }, role: writes } } },
    ],
  };
}

/** Spaces the viewer manages: as facilitator, or as secretariat where the whole network reads. */
export function facilitatedSpaces(
  viewer: Pick<Viewer, "personId" | "role" | "memberships">,
): Prisma.SpaceWhereInput {
  if (!mayWrite(viewer)) return none;
  const own = { personId: viewer.personId, role: "facilitator" as const, ...spokenFor(voicesOf(viewer)) };
  return {
    OR: [isSecretariat(viewer) ? { visibility: "network" } : none, { members: { some: own } }],
  };
}

/**
 * Spaces whose existence the viewer may learn of. Beyond the readable ones: on-request spaces visible to the network;
 * spaces they are invited to; for the facilitator, a deleted space while it can be restored; for administrators, a space
 * without a facilitator, so that they can appoint one. Any other space answers 404.
 */
export function knownSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  const invited = { personId: viewer.personId, decidedAt: null };
  return {
    OR: [
      readableSpaces(viewer),
      facilitatedSpaces(viewer),
      spacesWithoutFacilitator(viewer),
      { state: { in: ["active", "archived"] }, spaceInvitations: { some: invited } },
      readsNetwork(viewer) ? { state: { in: ["active", "archived"] }, visibility: "on_request" } : none,
    ],
  };
}

/**
 * The part of `knownSpaces` that may show a space's name, as a SQL condition on the space `s`: readable spaces,
 * on-request spaces and spaces the viewer is invited to.
 */
export const isKnown = (viewer: Viewer): Prisma.Sql => Prisma.sql`(${isReadable(viewer)}
  OR s."state" IN ('active', 'archived') AND (
    ${readsNetwork(viewer)}::boolean AND s."visibility" = 'on_request'
    OR EXISTS (SELECT FROM "SpaceInvitation" k WHERE k."spaceId" = s."id" AND k."personId" = ${viewer.personId}::uuid
      AND k."decidedAt" IS NULL)))`;

/** Spaces without a facilitator, visible to administrators only, who appoint one of the members. */
export function spacesWithoutFacilitator(viewer: Viewer): Prisma.SpaceWhereInput {
  if (viewer.role !== "administrator") return none;
  return { kind: { not: "network" }, members: { none: { role: "facilitator" } } };
}

/** A member who joined for an organisation may write only while that organisation may write. */
function spokenFor(voices: string[]): Prisma.SpaceMemberWhereInput {
  return { OR: [{ organisationId: null }, { organisationId: { in: voices } }] };
}

/** The viewer's access in a space they can read. */
export async function accessIn(viewer: Viewer, spaceId: string, from: Database = db): Promise<SpaceAccess> {
  const where = { AND: [{ id: spaceId }, writableSpaces(viewer)] };
  return (await from.space.findFirst({ where, select: { id: true } })) ? "write" : "read";
}

/**
 * Requires write access in a space.
 * @throws 403 for readers.
 */
export async function requireSpaceWriter(
  viewer: Viewer,
  spaceId: string,
  from: Database = db,
): Promise<void> {
  requireMayWrite(viewer);
  if ((await accessIn(viewer, spaceId, from)) !== "write") forbidden("read-only");
}

/** Whether a viewer is a guest in a space they read: guests see neither other guests nor the member list. */
export async function isGuestIn(viewer: Viewer, spaceId: string): Promise<boolean> {
  if (isGuest(viewer)) return true;
  const known = { AND: [{ id: spaceId }, readableSpaces(viewer)] };
  const asGuest = { members: { some: { personId: viewer.personId, role: "guest" as const } } };
  return (await db.space.count({ where: { ...known, ...asGuest } })) > 0;
}
