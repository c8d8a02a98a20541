import { currentRights } from "../accounts/current-rights.server";
import { recordEvent } from "../audit/record-event.server";
import { mayWrite, type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { forbidden, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { facilitatedSpaces, knownSpaces, readableSpaces } from "./access.server";
import type { Entry } from "./entry-form.server";
import { keepsFacilitator } from "./members.server";
import { upsertMember } from "./spaces.server";

/** Result; `last` when the last facilitator may not leave, `lapsed` when the inviter no longer manages the space. */
export type EntryResult = "done" | "last" | "lapsed";

/**
 * Joins a space, requests access, answers an invitation, or leaves. Idempotent.
 * @throws 404 when the viewer may not know of the space, 403 when the action is not allowed to them.
 */
export async function enterSpace(viewer: Viewer, id: string | undefined, entry: Entry): Promise<EntryResult> {
  const space = id
    ? await db.space.findFirst({
        where: { AND: [{ id }, knownSpaces(viewer)] },
        select: { id: true, kind: true, state: true, visibility: true },
      })
    : null;
  if (!space) notFound();
  if (entry.what === "leave") return await leave(viewer, space.id);
  if (entry.what === "withdraw") return await withdraw(viewer, space.id);
  if (entry.what === "accept" || entry.what === "decline") {
    return await answerInvitation(viewer, space.id, entry.what === "accept");
  }
  if (space.state !== "active" || space.kind === "network" || !mayWrite(viewer)) forbidden();
  if (entry.what === "join") {
    if (space.visibility !== "network") forbidden();
    return await join(viewer, space.id);
  }
  if (space.visibility !== "on_request") forbidden();
  return await request(viewer, space.id, entry.message);
}

const first = (viewer: Viewer): string | null => voicesOf(viewer)[0] ?? null;

async function join(viewer: Viewer, spaceId: string): Promise<EntryResult> {
  await inTransaction(async (tx) => {
    const where = { spaceId_personId: { spaceId, personId: viewer.personId } };
    const there = await tx.spaceMember.findUnique({ where });
    // A facilitator keeps the role; a member made reader by a facilitator stays a reader.
    if (there) return;
    await upsertMember(tx, spaceId, viewer.personId, "member", first(viewer));
    await recordEvent(tx, viewer, "space.joined", spaceId);
  });
  return "done";
}

async function request(viewer: Viewer, spaceId: string, message: string): Promise<EntryResult> {
  if (await db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } })) return "done";
  await inTransaction(async (tx) => {
    const own = { spaceId, personId: viewer.personId, kind: "request" as const };
    const asked = {
      role: "member" as const,
      message,
      organisationId: first(viewer),
      createdAt: now(),
      createdById: viewer.personId,
      decidedAt: null,
      decidedById: null,
      accepted: null,
      reason: null,
    };
    await tx.spaceAsk.upsert({
      where: { spaceId_personId_kind: own },
      create: { id: newId(), ...own, ...asked },
      update: asked,
    });
    await recordEvent(tx, viewer, "space.requested", spaceId);
  });
  return "done";
}

async function withdraw(viewer: Viewer, spaceId: string): Promise<EntryResult> {
  await inTransaction(async (tx) => {
    const { count } = await tx.spaceAsk.deleteMany({
      where: { spaceId, personId: viewer.personId, kind: "request", decidedAt: null },
    });
    if (count > 0) await recordEvent(tx, viewer, "space.request-withdrawn", spaceId);
  });
  return "done";
}

async function answerInvitation(viewer: Viewer, spaceId: string, accepted: boolean): Promise<EntryResult> {
  return await inTransaction(async (tx) => {
    const where = { spaceId, personId: viewer.personId, kind: "invitation" as const, decidedAt: null };
    const invitation = await tx.spaceAsk.findFirst({ where });
    if (!invitation) return "done";
    if (accepted && !(await stillRuns(tx, invitation.createdById, spaceId))) return "lapsed";
    await tx.spaceAsk.updateMany({
      where: { ...where, id: invitation.id },
      data: { accepted, decidedAt: now(), decidedById: viewer.personId },
    });
    if (accepted) await upsertMember(tx, spaceId, viewer.personId, invitation.role, first(viewer));
    await recordEvent(tx, viewer, accepted ? "space.joined" : "space.invitation-declined", spaceId);
    return "done";
  });
}

/** Whether the inviter still manages the space: an invitation lapses with the right to invite. */
async function stillRuns(tx: Database, personId: string, spaceId: string): Promise<boolean> {
  const inviter = await currentRights(tx, personId);
  const runs = { AND: [{ id: spaceId }, facilitatedSpaces(inviter)] };
  return (await tx.space.count({ where: runs })) > 0;
}

async function leave(viewer: Viewer, spaceId: string): Promise<EntryResult> {
  return await inTransaction(async (tx: Database) => {
    if (!(await keepsFacilitator(tx, spaceId, viewer.personId))) return "last";
    const { count } = await tx.spaceMember.deleteMany({ where: { spaceId, personId: viewer.personId } });
    if (count > 0) await recordEvent(tx, viewer, "space.left", spaceId);
    return "done";
  });
}
