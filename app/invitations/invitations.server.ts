import { createHash } from "node:crypto";
import { currentRights } from "../accounts/current-rights.server";
import { assertRecentAuth } from "../accounts/recent-auth.server";
import { record } from "../audit/audit.server";
import { type RightsHolder, requireAllowed } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import * as outbox from "../outbox/outbox.server";
import { now } from "../services/services.server";
import { endFromNow, renewCode } from "./codes.server";
import { requireGuestSpace } from "./guest-spaces.server";
import type { FollowUp, NewInvitation } from "./invitations-form.server";
import { invitationPolicy } from "./policy";
import { closeRequest } from "./requests.server";
import { rightFor } from "./standing.server";

declare module "../outbox/events" {
  interface Events {
    /** An invitation waits to go out by mail. */
    "invitation.to-send": { invitationId: string };
  }
}

/** A made invitation; with its code where it is to be handed over on paper, shown this once. */
export interface CreatedInvitation {
  id: string;
  code: string | null;
}

/**
 * Invites somebody. By mail it goes out at once; on paper the code is given back. Sent twice it is made once, and a
 * code on paper is made anew.
 * @throws 404 to whoever may not invite there.
 */
export async function invite(viewer: Viewer, form: NewInvitation): Promise<CreatedInvitation> {
  requireInviting(viewer, form);
  if (form.to === "network") assertRecentAuth(viewer);
  return await inTransaction(async (tx) => {
    const inviter = await currentRights(tx, viewer.personId);
    const id = await createInvitation(tx, inviter, form);
    if (form.request) await closeRequest(tx, viewer, form.request, true);
    if (form.by === "code") return { id, code: await renewCode(tx, id) };
    await outbox.enqueue(tx, "invitation.to-send", { invitationId: id });
    return { id, code: null };
  });
}

/** Whether somebody may invite so. @throws 404 when not. */
function requireInviting(viewer: RightsHolder, { to, organisation }: NewInvitation): void {
  requireAllowed(viewer, invitationPolicy[`invite.${to}`], organisation);
}

interface Inviter extends RightsHolder {
  personId: string;
}

/**
 * Writes an invitation that has no code yet; the same request with the same key makes it once. A key finds no other request:
 * it was allowed by another right.
 * @param inviter with the rights that they have now. @throws 404 to whoever may not invite there.
 */
export async function createInvitation(tx: Database, inviter: Inviter, form: NewInvitation): Promise<string> {
  requireInviting(inviter, form);
  const key = { createdById: inviter.personId, idempotencyKey: keyOfRequest(form) };
  const before = await tx.invitation.findUnique({ where: { createdById_idempotencyKey: key } });
  if (before) return before.id;
  const { id } = await tx.invitation.create({
    data: {
      id: newId(),
      ...key,
      email: form.email ?? null,
      name: form.name ?? null,
      ...(await placesOf(tx, inviter, form)),
      createdAt: now(),
      expiresAt: endFromNow(),
    },
  });
  await record(tx, {
    personId: inviter.personId,
    action: "invitation.made",
    on: { type: "invitation", id },
    ...(form.to === "organisation" && { organisationId: form.organisation }),
    details: { to: form.to, by: form.by },
  });
  return id;
}

/** The key of one request: what is asked for is a part of it. */
function keyOfRequest(form: NewInvitation): string {
  const { to, organisation, role, networkRole, space, by, email, name } = form;
  const asked = JSON.stringify([to, organisation, role, networkRole, space, by, email, name]);
  return `${form.key} ${createHash("sha256").update(asked).digest("base64url")}`;
}

/** What an invitation opens, as it is kept. @throws 404 when there is no such organisation, or space that the inviter runs. */
async function placesOf(
  tx: Database,
  inviter: Inviter,
  { to, organisation, role, networkRole, space }: NewInvitation,
) {
  if (to === "network") return { networkRole };
  if (to === "guest") return { spaceId: await requireGuestSpace(tx, inviter, space) };
  const found = await tx.organisation.findUnique({ where: { id: organisation }, select: { id: true } });
  return found ? { organisationId: found.id, role } : notFound();
}

/** An invitation this viewer may do something about. @throws 404 */
async function findManaged(viewer: Viewer, id: string | undefined) {
  const row = id ? await db.invitation.findUnique({ where: { id } }) : null;
  if (!row) notFound();
  requireAllowed(viewer, rightFor(row), row.organisationId);
  if (row.spaceId) await requireGuestSpace(db, viewer, row.spaceId);
  return row;
}

/** Whether this viewer may send it again, print it or take it back. */
export async function mayFollowUp(viewer: Viewer, id: string): Promise<boolean> {
  return await findManaged(viewer, id).then(
    () => true,
    () => false,
  );
}

/**
 * Sends an invitation again, makes a code to print, or takes it back: each ends the code of before.
 * @returns the code to print, shown this once. @throws 404 when it is not theirs to manage.
 */
export async function followUp(
  viewer: Viewer,
  id: string | undefined,
  what: FollowUp,
): Promise<string | null> {
  const row = await findManaged(viewer, id);
  if (row.networkRole && what !== "revoke") assertRecentAuth(viewer);
  return await inTransaction(async (tx) => {
    const rights = await currentRights(tx, viewer.personId);
    requireAllowed(rights, rightFor(row), row.organisationId);
    if (row.spaceId) await requireGuestSpace(tx, rights, row.spaceId);
    if (what !== "revoke")
      await tx.invitation.update({ where: { id: row.id }, data: { grantedById: viewer.personId } });
    await record(tx, {
      personId: viewer.personId,
      action: `invitation.${what}`,
      on: { type: "invitation", id: row.id },
      ...(row.organisationId && { organisationId: row.organisationId }),
    });
    if (what === "print") return await renewCode(tx, row.id);
    if (what === "send" && row.email) {
      await tx.invitation.updateMany({
        where: { id: row.id, acceptedAt: null, revokedAt: null },
        data: { expiresAt: endFromNow(), sentAt: null },
      });
      await outbox.enqueue(tx, "invitation.to-send", { invitationId: row.id });
    }
    if (what === "revoke") {
      await tx.invitation.updateMany({
        where: { id: row.id, acceptedAt: null, revokedAt: null },
        data: { revokedAt: now(), codeHash: null },
      });
    }
    return null;
  });
}
