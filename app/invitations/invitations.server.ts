import { createHash } from "node:crypto";
import { currentRights } from "../accounts/current-rights.server";
import { actingFor, recordEvent } from "../audit/record-event.server";
import { type RightsHolder, requireAllowed } from "../authorization/policy";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { endFromNow, renewCode } from "./codes.server";
import { requireGuestSpace } from "./guest-spaces.server";
import type { FollowUp, NewInvitation } from "./invitations-form.server";
import { invitationPolicy } from "./policy";
import { closeRequest } from "./requests.server";
import { rightFor } from "./standing.server";

/** A new invitation; with its code if it is handed over on paper, shown once. */
export interface CreatedInvitation {
  id: string;
  code: string | null;
  /** The form was sent before: the invitation is the one of that time, and no second mail is sent. */
  repeated: boolean;
}

/**
 * Invites a person: by mail, or on paper with the returned code. Idempotent by its key, except that a repeated request
 * gives a paper invitation a new code: that code was shown once and may be lost. A mail is not repeated, since a form may be
 * sent twice by a bad connection and each mail makes the code of the last one invalid; the page says so and offers another.
 * @throws 404 for viewers who may not invite there.
 */
export async function invite(viewer: Viewer, form: NewInvitation): Promise<CreatedInvitation> {
  requireInviting(viewer, form);
  if (form.to === "network") assertRecentAuth(viewer);
  return await inTransaction(async (tx) => {
    const inviter = await currentRights(tx, viewer.personId);
    const { id, repeated } = await createInvitation(tx, inviter, form);
    if (form.request) await closeRequest(tx, viewer, form.request, true);
    if (form.by === "code") return { id, code: await renewCode(tx, id), repeated };
    return { id, code: null, repeated };
  });
}

/** Checks the right to make this invitation. @throws 404 without it. */
function requireInviting(viewer: RightsHolder, { to, organisation }: NewInvitation): void {
  requireAllowed(viewer, invitationPolicy[`invite.${to}`], organisation);
}

interface Inviter extends RightsHolder {
  personId: string;
}

/**
 * Creates an invitation without a code. Idempotent by its key, which is bound to the request's content: an old key cannot
 * return an invitation that needed a different right.
 * @param inviter with their current rights. @throws 404 without the right.
 */
export async function createInvitation(
  tx: Database,
  inviter: Inviter,
  form: NewInvitation,
): Promise<{ id: string; repeated: boolean }> {
  requireInviting(inviter, form);
  const key = { createdById: inviter.personId, idempotencyKey: keyOfRequest(form) };
  const before = await tx.invitation.findUnique({ where: { createdById_idempotencyKey: key } });
  if (before) return { id: before.id, repeated: true };
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
  await recordEvent(
    tx,
    actingFor(inviter, form.to === "organisation" ? form.organisation : null),
    "invitation.made",
    id,
    { to: form.to, by: form.by },
  );
  return { id, repeated: false };
}

/** The idempotency key, bound to the request's content. */
function keyOfRequest(form: NewInvitation): string {
  const { to, organisation, role, networkRole, space, by, email, name } = form;
  const asked = JSON.stringify([to, organisation, role, networkRole, space, by, email, name]);
  return `${form.key} ${createHash("sha256").update(asked).digest("base64url")}`;
}

/**
 * The stored target of an invitation. @throws 404 when the organisation is missing, or the inviter does not facilitate the
 * space.
 */
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

/** An invitation that this viewer may manage. @throws 404 */
async function findManaged(viewer: Viewer, id: string | undefined) {
  const row = id ? await db.invitation.findUnique({ where: { id } }) : null;
  if (!row) notFound();
  requireAllowed(viewer, rightFor(row), row.organisationId);
  if (row.spaceId) await requireGuestSpace(db, viewer, row.spaceId);
  return row;
}

/** Whether this viewer may resend, print or revoke it. */
export async function mayFollowUp(viewer: Viewer, id: string): Promise<boolean> {
  return await findManaged(viewer, id).then(
    () => true,
    () => false,
  );
}

/**
 * Resends an invitation, prints it or revokes it; in each case the previous code becomes invalid.
 * @returns the code to print, shown once. @throws 404 without the right.
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
    await recordEvent(tx, actingFor(viewer, row.organisationId), `invitation.${what}`, row.id);
    if (what === "print") return await renewCode(tx, row.id);
    if (what === "send" && row.email) {
      await tx.invitation.updateMany({
        where: { id: row.id, acceptedAt: null, revokedAt: null },
        data: { expiresAt: endFromNow(), sentAt: null },
      });
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
