import { record } from "../audit/audit.server";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { announce } from "../events/outbox.server";
import { notFound } from "../http/errors";
import { requireAllowed } from "../http/policy";
import type { Viewer } from "../http/viewer";
import { now } from "../ports/ports.server";
import { endFromNow, renewCode } from "./codes.server";
import { requireGuestSpace } from "./guest-spaces.server";
import type { FollowUp, NewInvitation } from "./invitations";
import { invitationPolicy } from "./policy";
import { closeRequest } from "./requests.server";

declare module "../events/events" {
  interface Events {
    /** An invitation waits to go out by mail. */
    "invitation.to-send": { invitationId: string };
  }
}

/** A made invitation; with its code where it is to be handed over on paper, shown this once. */
export interface Made {
  id: string;
  code: string | null;
}

/**
 * Invites somebody. By mail it goes out at once; on paper the code is given back. Sent twice it is made once, and a
 * code on paper is made anew.
 * @throws 404 to whoever may not invite there.
 */
export async function invite(viewer: Viewer, form: NewInvitation): Promise<Made> {
  requireInviting(viewer, form);
  return await inTransaction(async (tx) => {
    const id = await makeInvitation(tx, viewer, form);
    if (form.request) await closeRequest(tx, viewer, form.request, true);
    if (form.by === "code") return { id, code: await renewCode(tx, id) };
    await announce(tx, "invitation.to-send", { invitationId: id });
    return { id, code: null };
  });
}

/** Whether this viewer may invite so. @throws 404 when not. */
export function requireInviting(viewer: Viewer, { to, organisation }: NewInvitation): void {
  requireAllowed(viewer, invitationPolicy[`invite.${to}`], organisation);
}

/** Writes an invitation that has no code yet; the same key makes it once. */
export async function makeInvitation(tx: Database, viewer: Viewer, form: NewInvitation): Promise<string> {
  const key = { createdById: viewer.personId, idempotencyKey: form.key };
  const before = await tx.invitation.findUnique({ where: { createdById_idempotencyKey: key } });
  if (before) return before.id;
  const { id } = await tx.invitation.create({
    data: {
      ...{ id: newId(), ...key, email: form.email ?? null, name: form.name ?? null },
      ...(await placesOf(tx, viewer, form)),
      ...{ createdAt: now(), expiresAt: endFromNow() },
    },
  });
  await record(tx, {
    ...{ personId: viewer.personId, action: "invitation.made", on: { type: "invitation", id } },
    ...(form.to === "organisation" && { organisationId: form.organisation }),
    details: { to: form.to, by: form.by },
  });
  return id;
}

/** What an invitation opens, as it is kept. @throws 404 when there is no such organisation, or space that the viewer runs. */
async function placesOf(
  tx: Database,
  viewer: Viewer,
  { to, organisation, role, networkRole, space }: NewInvitation,
) {
  if (to === "network") return { networkRole };
  if (to === "guest") return { spaceId: await requireGuestSpace(tx, viewer, space) };
  const found = await tx.organisation.findUnique({ where: { id: organisation }, select: { id: true } });
  return found ? { organisationId: found.id, role } : notFound();
}

/** An invitation this viewer may do something about. @throws 404 */
async function findManaged(viewer: Viewer, id: string | undefined) {
  const row = id ? await db.invitation.findUnique({ where: { id } }) : null;
  if (!row) notFound();
  const kind = row.organisationId ? "organisation" : row.networkRole ? "network" : "guest";
  requireAllowed(viewer, invitationPolicy[`invite.${kind}`], row.organisationId);
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
  return await inTransaction(async (tx) => {
    await record(tx, {
      ...{ personId: viewer.personId, action: `invitation.${what}`, on: { type: "invitation", id: row.id } },
      ...(row.organisationId && { organisationId: row.organisationId }),
    });
    if (what === "print") return await renewCode(tx, row.id);
    if (what === "send" && row.email) {
      await tx.invitation.updateMany({
        where: { id: row.id, acceptedAt: null, revokedAt: null },
        data: { expiresAt: endFromNow(), sentAt: null },
      });
      await announce(tx, "invitation.to-send", { invitationId: row.id });
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
