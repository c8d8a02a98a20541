import { currentRights } from "../accounts/current-rights.server";
import { recordEvent } from "../audit/record-event.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { badRequest } from "../http/errors";
import { now } from "../services/services.server";
import { facilitatedSpaces } from "./access.server";
import type { EntryResult } from "./entry.server";
import type { ActionResult } from "./management.server";
import type { SpaceInvitationRow } from "./members";
import type { MemberAction } from "./members-form.server";
import { firstOrganisation, organisationOf } from "./person-organisation.server";
import { upsertMember } from "./spaces.server";

/** The open invitations into a space, oldest first; the caller has checked that the viewer manages it. */
export async function listSpaceInvitations(viewer: Viewer, spaceId: string): Promise<SpaceInvitationRow[]> {
  const rows = await db.spaceInvitation.findMany({
    where: { spaceId, decidedAt: null },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      role: true,
      person: { select: { id: true, name: true, ...firstOrganisation } },
    },
  });
  return rows.map(({ id, role, person }) => ({
    id,
    role,
    person: person.id,
    name: person.name,
    organisation: organisationOf(viewer, person),
  }));
}

/** Invites a person of the network; a later invitation replaces an earlier one. */
export async function inviteToSpace(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  { person: personId, role }: Extract<MemberAction, { what: "invite" }>,
): Promise<ActionResult> {
  if (!(await tx.person.count({ where: { id: personId, memberships: { some: {} } } }))) badRequest();
  if (await tx.spaceMember.count({ where: { spaceId, personId } })) return "done";
  const own = { spaceId, personId };
  const invitation = {
    role,
    createdAt: now(),
    createdById: viewer.personId,
    decidedAt: null,
    accepted: null,
  };
  await tx.spaceInvitation.upsert({
    where: { spaceId_personId: own },
    create: { id: newId(), ...own, ...invitation },
    update: invitation,
  });
  await recordEvent(tx, viewer, "space.invited", spaceId, { person: personId, role });
  return "done";
}

/** Withdraws an open invitation. */
export async function withdrawInvitation(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  personId: string,
): Promise<ActionResult> {
  const { count } = await tx.spaceInvitation.deleteMany({ where: { spaceId, personId, decidedAt: null } });
  if (count > 0) await recordEvent(tx, viewer, "space.invitation-withdrawn", spaceId, { person: personId });
  return "done";
}

/** The viewer accepts or declines their invitation; `lapsed` when the inviter no longer manages the space. */
export async function answerInvitation(
  viewer: Viewer,
  spaceId: string,
  accepted: boolean,
): Promise<EntryResult> {
  return await inTransaction(async (tx) => {
    const where = { spaceId, personId: viewer.personId, decidedAt: null };
    const invitation = await tx.spaceInvitation.findFirst({ where });
    if (!invitation) return "done";
    if (accepted && !(await stillManages(tx, invitation.createdById, spaceId))) return "lapsed";
    await tx.spaceInvitation.updateMany({
      where: { ...where, id: invitation.id },
      data: { accepted, decidedAt: now() },
    });
    if (accepted)
      await upsertMember(tx, spaceId, viewer.personId, invitation.role, voicesOf(viewer)[0] ?? null);
    await recordEvent(tx, viewer, accepted ? "space.joined" : "space.invitation-declined", spaceId);
    return "done";
  });
}

/** Whether the inviter still manages the space: an invitation lapses with the right to invite. */
async function stillManages(tx: Database, personId: string, spaceId: string): Promise<boolean> {
  const inviter = await currentRights(tx, personId);
  const managed = { AND: [{ id: spaceId }, facilitatedSpaces(inviter)] };
  return (await tx.space.count({ where: managed })) > 0;
}
