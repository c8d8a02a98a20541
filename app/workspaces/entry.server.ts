import { recordEvent } from "../audit/record-event.server";
import { mayWrite, type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { forbidden, notFound } from "../http/errors";
import { knownSpaces } from "./access.server";
import type { Entry } from "./entry-form.server";
import { requestAccess, withdrawRequest } from "./join-requests.server";
import { keepsFacilitator } from "./members.server";
import { answerInvitation } from "./space-invitations.server";
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
  if (entry.what === "withdraw") return await withdrawRequest(viewer, space.id);
  if (entry.what === "accept" || entry.what === "decline") {
    return await answerInvitation(viewer, space.id, entry.what === "accept");
  }
  if (space.state !== "active" || space.kind === "network" || !mayWrite(viewer)) forbidden();
  if (entry.what === "join") {
    if (space.visibility !== "network") forbidden();
    return await join(viewer, space.id);
  }
  if (space.visibility !== "on_request") forbidden();
  return await requestAccess(viewer, space.id, entry.message);
}

async function join(viewer: Viewer, spaceId: string): Promise<EntryResult> {
  await inTransaction(async (tx) => {
    const where = { spaceId_personId: { spaceId, personId: viewer.personId } };
    const there = await tx.spaceMember.findUnique({ where });
    // A facilitator keeps the role; a member made reader by a facilitator stays a reader.
    if (there) return;
    await upsertMember(tx, spaceId, viewer.personId, "member", voicesOf(viewer)[0] ?? null);
    await recordEvent(tx, viewer, "space.joined", spaceId);
  });
  return "done";
}

async function leave(viewer: Viewer, spaceId: string): Promise<EntryResult> {
  return await inTransaction(async (tx: Database) => {
    if (!(await keepsFacilitator(tx, spaceId, viewer.personId))) return "last";
    const { count } = await tx.spaceMember.deleteMany({ where: { spaceId, personId: viewer.personId } });
    if (count > 0) await recordEvent(tx, viewer, "space.left", spaceId);
    return "done";
  });
}
