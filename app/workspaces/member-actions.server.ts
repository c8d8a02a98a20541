import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { forbidden, notFound } from "../http/errors";
import { readableSpaces } from "./access.server";
import { decideRequest } from "./join-requests.server";
import { type ActionResult, managementRights } from "./management.server";
import { appointFacilitator, giveRole, removeMember } from "./members.server";
import type { MemberAction } from "./members-form.server";
import { inviteToSpace, withdrawInvitation } from "./space-invitations.server";
import { changeSpaceOrganisation } from "./space-organisations.server";

/**
 * Changes the members of a space. Revocation is immediate: a database trigger raises the rights number of the people
 * concerned, which cuts their live connections. Idempotent.
 * @throws 404 or 403 for viewers who do not manage the space; 403 when it is archived or deleted and the action adds or
 * promotes members.
 */
export async function changeMembers(
  viewer: Viewer,
  spaceId: string | undefined,
  act: MemberAction,
): Promise<ActionResult> {
  if (!spaceId) notFound();
  const { canManage, canAppointFacilitator, active } = await managementRights(viewer, spaceId);
  if (canAppointFacilitator) {
    return await inTransaction((tx) => appointFacilitator(tx, viewer, spaceId, act));
  }
  if (!canManage) {
    const readable = await db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } });
    return readable > 0 ? forbidden("not-running") : notFound();
  }
  if (!active && admittingActions.has(act.what)) forbidden();
  return await inTransaction((tx) => perform(tx, viewer, spaceId, act));
}

/** Actions that add a member or change a role. */
const admittingActions = new Set<MemberAction["what"]>(["invite", "role", "approve", "organisation"]);

async function perform(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  act: MemberAction,
): Promise<ActionResult> {
  switch (act.what) {
    case "invite":
      return await inviteToSpace(tx, viewer, spaceId, act);
    case "uninvite":
      return await withdrawInvitation(tx, viewer, spaceId, act.person);
    case "role":
      return await giveRole(tx, viewer, spaceId, act.person, act.role);
    case "remove":
      return await removeMember(tx, viewer, spaceId, act.person);
    case "approve":
      return await decideRequest(tx, viewer, spaceId, act.ask, null);
    case "refuse":
      return await decideRequest(tx, viewer, spaceId, act.ask, act.reason);
    default:
      return await changeSpaceOrganisation(tx, viewer, spaceId, act);
  }
}
