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

/**
 * The rules of spaces, in one place and as conditions of queries: threads, documents, searches, counts and sockets
 * find through them, so a viewer with three hundred spaces pays no more queries than one with three.
 * docs/decisions/0018 says why they are so; `personReads` (readers.server.ts) is the same rule asked the other way.
 */

/** What a viewer may do in a space; threads and documents take their rights from here. */
export type SpaceAccess = "write" | "read";

const none: Prisma.SpaceWhereInput = { id: { in: [] } };

/** The viewer's organisations that stand in the network: what a whole organisation was given, their people have. */
const networkOrganisations = ({ memberships }: Viewer): string[] =>
  memberships.filter((membership) => membership.class !== null).map(({ organisationId }) => organisationId);

/** Spaces in which the viewer is: by name, or with their whole organisation. */
export function ownSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  return {
    OR: [
      { members: { some: { personId: viewer.personId } } },
      { organisations: { some: { organisationId: { in: networkOrganisations(viewer) } } } },
    ],
  };
}

/** The spaces whose threads, documents, tasks and dates a viewer may read. What is deleted nobody reads. */
export function readableSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  return {
    state: { in: ["active", "archived"] },
    OR: [readsNetwork(viewer) ? { visibility: "network" } : none, ownSpaces(viewer)],
  };
}

/** `ownSpaces` in a statement, as a condition on the space `s`. */
export const isOwn = (viewer: Viewer): Prisma.Sql => Prisma.sql`s."id" IN (
  SELECT m."spaceId" FROM "SpaceMember" m WHERE m."personId" = ${viewer.personId}::uuid
  UNION ALL SELECT w."spaceId" FROM "SpaceOrganisation" w
    WHERE w."organisationId" = ANY(${networkOrganisations(viewer)}::uuid[]))`;

/** `readableSpaces` in a statement, as a condition on the space `s`; access.test.ts holds the two together. */
export const isReadable = (viewer: Viewer): Prisma.Sql => Prisma.sql`(s."state" IN ('active', 'archived')
  AND ((${readsNetwork(viewer)}::boolean AND s."visibility" = 'network') OR ${isOwn(viewer)}))`;

/** The same of one space, asked once whatever the number of rows that stand in it. */
export const isReadableSpace = (viewer: Viewer, spaceId: string): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT FROM "Space" s WHERE s."id" = ${spaceId}::uuid AND ${isReadable(viewer)})`;

/** The spaces a viewer may write in: never in an archived one, and only for an organisation that may write. */
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

/** The spaces a viewer runs: as their facilitator, or as the secretariat where the whole network reads. */
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
 * The spaces a viewer may know of. Beside those they read: on request, what the network knows of; what they were
 * invited to; for who runs it, a deleted one as long as it can be restored; for administrators, one that has lost its
 * last facilitator, so that somebody can name another. Every other space does not exist for them.
 */
export function knownSpaces(viewer: Viewer): Prisma.SpaceWhereInput {
  const invited = { personId: viewer.personId, kind: "invitation" as const, decidedAt: null };
  return {
    OR: [
      readableSpaces(viewer),
      facilitatedSpaces(viewer),
      spacesWithoutFacilitator(viewer),
      { state: { in: ["active", "archived"] }, asks: { some: invited } },
      readsNetwork(viewer) ? { state: { in: ["active", "archived"] }, visibility: "on_request" } : none,
    ],
  };
}

/**
 * The part of `knownSpaces` that names a space to a person whom it concerns, in a statement, as a condition on the space `s`:
 * those they read, those on request, and those that they are invited to.
 */
export const isKnown = (viewer: Viewer): Prisma.Sql => Prisma.sql`(${isReadable(viewer)}
  OR s."state" IN ('active', 'archived') AND (
    ${readsNetwork(viewer)}::boolean AND s."visibility" = 'on_request'
    OR EXISTS (SELECT FROM "SpaceAsk" k WHERE k."spaceId" = s."id" AND k."personId" = ${viewer.personId}::uuid
      AND k."kind" = 'invitation' AND k."decidedAt" IS NULL)))`;

/** The spaces without a facilitator, which administrators alone get to see; they name one of those inside. */
export function spacesWithoutFacilitator(viewer: Viewer): Prisma.SpaceWhereInput {
  if (viewer.role !== "administrator") return none;
  return { kind: { not: "network" }, members: { none: { role: "facilitator" } } };
}

/** Whoever is in a space for an organisation writes there only while that one may write. */
function spokenFor(voices: string[]): Prisma.SpaceMemberWhereInput {
  return { OR: [{ organisationId: null }, { organisationId: { in: voices } }] };
}

/** What a viewer may do in a space that they can read. */
export async function accessIn(viewer: Viewer, spaceId: string, from: Database = db): Promise<SpaceAccess> {
  const where = { AND: [{ id: spaceId }, writableSpaces(viewer)] };
  return (await from.space.findFirst({ where, select: { id: true } })) ? "write" : "read";
}

/** Lets through who may write in a space. @throws 403 to who may only read. */
export async function requireSpaceWriter(
  viewer: Viewer,
  spaceId: string,
  from: Database = db,
): Promise<void> {
  requireMayWrite(viewer);
  if ((await accessIn(viewer, spaceId, from)) !== "write") forbidden("read-only");
}

/** Whether a viewer is a guest where they read: they see neither the other guests nor the list of members. */
export async function isGuestIn(viewer: Viewer, spaceId: string): Promise<boolean> {
  if (isGuest(viewer)) return true;
  const known = { AND: [{ id: spaceId }, readableSpaces(viewer)] };
  const asGuest = { members: { some: { personId: viewer.personId, role: "guest" as const } } };
  return (await db.space.count({ where: { ...known, ...asGuest } })) > 0;
}
