import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { forbidden, notFound } from "../http/errors";
import { isGuestIn, readableSpaces } from "./access.server";
import { listJoinRequests } from "./join-requests.server";
import { type ActionResult, type ManagementRights, managementRights } from "./management.server";
import type { MembersPage } from "./members";
import type { MemberAction } from "./members-form.server";
import { firstOrganisation, organisationOf } from "./person-organisation.server";
import { listSpaceInvitations } from "./space-invitations.server";
import { listSpaceOrganisations } from "./space-organisations.server";
import type { FoundSpace } from "./space-pages";
import { upsertMember } from "./spaces.server";

export const membersPerPage = 50;

/**
 * Members of a space, by name and by organisation; for its manager also join requests and invitations.
 * @throws 404 for guests, who may not see the member list.
 */
export async function listMembers(
  viewer: Viewer,
  spaceId: string,
  after?: string,
): Promise<MembersPage & ManagementRights> {
  const [reads, rights, guest] = await Promise.all([
    db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } }),
    managementRights(viewer, spaceId),
    isGuestIn(viewer, spaceId),
  ]);
  const { canManage, canAppointFacilitator } = rights;
  if (!(canManage || canAppointFacilitator || reads) || guest) notFound();
  const [members, organisations, requests, invitations] = await Promise.all([
    listByName(viewer, spaceId, after),
    listSpaceOrganisations(viewer, spaceId),
    canManage ? listJoinRequests(viewer, spaceId) : [],
    canManage ? listSpaceInvitations(viewer, spaceId) : [],
  ]);
  return { ...members, ...rights, organisations, requests, invitations };
}

/**
 * Number of people and of whole organisations in a space found through the viewer.
 * @throws 404 for guests.
 */
export async function countPeople(
  _viewer: Viewer,
  { id, reads, guest }: FoundSpace,
): Promise<{ people: number; organisations: number }> {
  if (!reads || guest) notFound();
  const [row] = await queryPrepared<{ people: number; organisations: number }>(Prisma.sql`
    SELECT (SELECT count(*)::int FROM "SpaceMember" WHERE "spaceId" = ${id}::uuid) AS "people",
      (SELECT count(*)::int FROM "SpaceOrganisation" WHERE "spaceId" = ${id}::uuid) AS "organisations"`);
  return row ?? { people: 0, organisations: 0 };
}

async function listByName(viewer: Viewer, spaceId: string, after: string | undefined) {
  const rows = await db.spaceMember.findMany({
    where: { spaceId },
    orderBy: [{ role: "asc" }, { person: { name: "asc" } }, { personId: "asc" }],
    ...(after && { cursor: { spaceId_personId: { spaceId, personId: after } }, skip: 1 }),
    take: membersPerPage + 1,
    select: {
      role: true,
      person: { select: { id: true, name: true, function: true, picture: true, ...firstOrganisation } },
    },
  });
  const shown = rows.slice(0, membersPerPage);
  return {
    members: shown.map(({ role, person }) => ({
      id: person.id,
      name: person.name,
      function: person.function,
      picture: person.picture,
      role,
      organisation: organisationOf(viewer, person),
      me: person.id === viewer.personId,
    })),
    next: rows.length > membersPerPage ? (shown.at(-1)?.person.id ?? null) : null,
  };
}

/**
 * Appoints a member as facilitator of a space that has none. Only existing members qualify: an administrator who can
 * remove the last facilitator from the network must not choose who reads a private space next, themselves included.
 * @throws 403 for any other action or person.
 */
export async function appointFacilitator(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  act: MemberAction,
): Promise<ActionResult> {
  if (act.what !== "role" || act.role !== "facilitator") forbidden("not-running");
  const { person: personId, role } = act;
  if (await tx.spaceMember.count({ where: { spaceId, personId } })) {
    return await giveRole(tx, viewer, spaceId, personId, role);
  }
  const through = await tx.spaceOrganisation.findFirst({
    where: { spaceId, organisation: { memberships: { some: { personId } } } },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    select: { organisationId: true },
  });
  if (!through) forbidden("not-running");
  await upsertMember(tx, spaceId, personId, role, through.organisationId);
  await recordEvent(tx, viewer, "space.role-given", spaceId, { person: personId, role });
  return "done";
}

/** Changes a member's role. */
export async function giveRole(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  personId: string,
  role: Extract<MemberAction, { what: "role" }>["role"],
): Promise<ActionResult> {
  if (role !== "facilitator" && !(await keepsFacilitator(tx, spaceId, personId))) return "last";
  const { count } = await tx.spaceMember.updateMany({
    where: { spaceId, personId, role: { not: role } },
    data: { role },
  });
  if (count > 0) await recordEvent(tx, viewer, "space.role-given", spaceId, { person: personId, role });
  return "done";
}

/** Removes a person; their live connections are cut by the change of their rights number. */
export async function removeMember(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  personId: string,
): Promise<ActionResult> {
  if (!(await keepsFacilitator(tx, spaceId, personId))) return "last";
  const { count } = await tx.spaceMember.deleteMany({ where: { spaceId, personId } });
  if (count > 0) await recordEvent(tx, viewer, "space.removed", spaceId, { person: personId });
  return "done";
}

/**
 * Whether a space still has a facilitator without this person. Locks the row until the transaction ends, so that two
 * facilitators who remove each other concurrently do not both succeed.
 */
export async function keepsFacilitator(tx: Database, spaceId: string, without: string): Promise<boolean> {
  await tx.$queryRaw`SELECT "id" FROM "Space" WHERE "id" = ${spaceId}::uuid FOR UPDATE`;
  const facilitators = await tx.spaceMember.findMany({ where: { spaceId, role: "facilitator" } });
  return !facilitators.some(({ personId }) => personId === without) || facilitators.length > 1;
}
