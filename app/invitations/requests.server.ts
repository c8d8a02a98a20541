import { withRateLimit } from "../accounts/rate-limit.server";
import { recordEvent, thePortal } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import type { Listing, Page } from "../http/pagination";
import { pageOf, rowsPerPage } from "../http/pagination";
import { now } from "../services/services.server";
import { invitationPolicy } from "./policy";
import type { RequestRow } from "./requests";
import type { RequestForm } from "./requests-form.server";

/** Whether access requests are enabled in the network's settings. */
export async function areAccessRequestsOpen(): Promise<boolean> {
  const network = await db.network.findUnique({ where: { row: "only" }, select: { joinByRequest: true } });
  return network?.joinByRequest ?? false;
}

/** Maximum number of waiting requests; newer ones are dropped silently. */
const maxWaiting = 500;

/**
 * Sends an access request to the secretariat. A repeated address, or one with an account, gets the same answer, so that the
 * form does not reveal who has an account. @throws 404 when the network does not accept requests, RateLimitExceeded
 */
export async function requestAccess(form: RequestForm): Promise<void> {
  if (!(await areAccessRequestsOpen())) notFound();
  await withRateLimit({ door: "request", account: form.email }, async () => {
    await inTransaction((tx) => keepRequest(tx, form));
    return null; // counts as an attempt: each request takes a reader's time
  });
}

async function keepRequest(tx: Database, form: RequestForm): Promise<void> {
  if ((await tx.accessRequest.count({ where: { decidedAt: null } })) >= maxWaiting) return;
  if (await tx.accessRequest.findFirst({ where: { email: form.email, decidedAt: null } })) return;
  const { id } = await tx.accessRequest.create({ data: { id: newId(), createdAt: now(), ...form } });
  await recordEvent(tx, thePortal, "request.made", id);
}

/** The waiting requests, oldest first. @throws 404 for everyone but the secretariat. */
export async function listRequests(viewer: Viewer, { after }: Listing): Promise<Page<RequestRow>> {
  if (!allows(viewer, invitationPolicy["requests.see"])) notFound();
  const where = { decidedAt: null };
  const [total, rows] = await Promise.all([
    db.accessRequest.count({ where }),
    // Ids are ordered by creation time.
    db.accessRequest.findMany({
      where: { ...where, ...(after && { id: { gt: after.id } }) },
      orderBy: { id: "asc" },
      take: rowsPerPage + 1,
    }),
  ]);
  return pageOf(
    rows.map((row) => ({ ...row, key: "" })),
    total,
    ({ id, name, email, organisation, message, createdAt }) => ({
      id,
      name,
      email,
      organisation,
      message,
      createdAt: createdAt.toISOString(),
    }),
  );
}

/** The number of waiting requests. @throws 404 without the right */
export async function countRequests(viewer: Viewer): Promise<number> {
  if (!allows(viewer, invitationPolicy["requests.see"])) notFound();
  return await db.accessRequest.count({ where: { decidedAt: null } });
}

/** One waiting request. @throws 404 */
export async function findRequest(viewer: Viewer, id: string): Promise<RequestForm> {
  if (!allows(viewer, invitationPolicy["requests.see"])) notFound();
  const row = await db.accessRequest.findFirst({ where: { id, decidedAt: null } });
  return row ?? notFound();
}

/** Declines a request. @throws 404 without the right. */
export async function declineRequest(viewer: Viewer, id: string): Promise<void> {
  await inTransaction((tx) => closeRequest(tx, viewer, id, false));
}

/** Marks a request as decided; the first decision is kept. @throws 404 without the right. */
export async function closeRequest(
  tx: Database,
  viewer: Viewer,
  id: string,
  accepted: boolean,
): Promise<void> {
  if (!allows(viewer, invitationPolicy["requests.decide"])) notFound();
  const { count } = await tx.accessRequest.updateMany({
    where: { id, decidedAt: null },
    data: { decidedAt: now(), decidedById: viewer.personId, accepted },
  });
  if (count === 0) return;
  const action = accepted ? "request.accepted" : "request.declined";
  await recordEvent(tx, viewer, action, id);
}
