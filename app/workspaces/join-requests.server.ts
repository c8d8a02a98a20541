import { recordEvent } from "../audit/record-event.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { now } from "../services/services.server";
import { readableSpaces } from "./access.server";
import type { EntryResult } from "./entry.server";
import type { ActionResult } from "./management.server";
import type { JoinRequestRow } from "./members";
import { firstOrganisation, organisationOf } from "./person-organisation.server";
import { upsertMember } from "./spaces.server";

/** The open join requests of a space, oldest first; the caller has checked that the viewer manages it. */
export async function listJoinRequests(viewer: Viewer, spaceId: string): Promise<JoinRequestRow[]> {
  const rows = await db.joinRequest.findMany({
    where: { spaceId, decidedAt: null },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      message: true,
      person: { select: { id: true, name: true, ...firstOrganisation } },
    },
  });
  return rows.map(({ id, message, person }) => ({
    id,
    message,
    person: person.id,
    name: person.name,
    organisation: organisationOf(viewer, person),
  }));
}

/** Requests access to a space; a later request replaces an earlier one. */
export async function requestAccess(viewer: Viewer, spaceId: string, message: string): Promise<EntryResult> {
  if (await db.space.count({ where: { AND: [{ id: spaceId }, readableSpaces(viewer)] } })) return "done";
  await inTransaction(async (tx) => {
    const own = { spaceId, personId: viewer.personId };
    const asked = {
      role: "member" as const,
      message,
      organisationId: voicesOf(viewer)[0] ?? null,
      createdAt: now(),
      createdById: viewer.personId,
      decidedAt: null,
      decidedById: null,
      accepted: null,
      reason: null,
    };
    await tx.joinRequest.upsert({
      where: { spaceId_personId: own },
      create: { id: newId(), ...own, ...asked },
      update: asked,
    });
    await recordEvent(tx, viewer, "space.requested", spaceId);
  });
  return "done";
}

/** Withdraws the viewer's open request. */
export async function withdrawRequest(viewer: Viewer, spaceId: string): Promise<EntryResult> {
  await inTransaction(async (tx) => {
    const { count } = await tx.joinRequest.deleteMany({
      where: { spaceId, personId: viewer.personId, decidedAt: null },
    });
    if (count > 0) await recordEvent(tx, viewer, "space.request-withdrawn", spaceId);
  });
  return "done";
}

/** Approves an open request, or refuses it with a reason. One that was decided already stays as it is. */
export async function decideRequest(
  tx: Database,
  viewer: Viewer,
  spaceId: string,
  id: string,
  reason: string | null,
): Promise<ActionResult> {
  const where = { id, spaceId, decidedAt: null };
  const request = await tx.joinRequest.findFirst({ where });
  if (!request) return "done";
  await tx.joinRequest.updateMany({
    where,
    data: { accepted: reason === null, reason, decidedAt: now(), decidedById: viewer.personId },
  });
  const { personId, role, organisationId } = request;
  // The person has left the organisation they requested access for, so the request is void.
  if (organisationId && !(await tx.membership.count({ where: { personId, organisationId } }))) return "done";
  if (reason === null) await upsertMember(tx, spaceId, personId, role, organisationId);
  const action = reason === null ? "space.request-approved" : "space.request-refused";
  await recordEvent(tx, viewer, action, spaceId, { person: personId });
  return "done";
}
