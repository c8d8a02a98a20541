import { withRateLimit } from "../accounts/rate-limit.server";
import { record } from "../audit/audit.server";
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

/** Whether one may ask to be let in: the network's own choice. */
export async function areAccessRequestsOpen(): Promise<boolean> {
  const network = await db.network.findUnique({ where: { row: "only" }, select: { joinByRequest: true } });
  return network?.joinByRequest ?? false;
}

/** More waiting requests than anybody would read; beyond, the newest are dropped in silence. */
const maxWaiting = 500;

/**
 * Asks the secretariat to be let in. An address that asks again, or has an account, gets the same answer: nobody
 * learns who is here. @throws 404 where the network does not want it, TooMany
 */
export async function requestAccess(form: RequestForm): Promise<void> {
  if (!(await areAccessRequestsOpen())) notFound();
  await withRateLimit({ door: "request", account: form.email }, async () => {
    await inTransaction((tx) => keepRequest(tx, form));
    return null; // it counts: somebody has to read it
  });
}

async function keepRequest(tx: Database, form: RequestForm): Promise<void> {
  if ((await tx.joinRequest.count({ where: { decidedAt: null } })) >= maxWaiting) return;
  if (await tx.joinRequest.findFirst({ where: { email: form.email, decidedAt: null } })) return;
  const { id } = await tx.joinRequest.create({ data: { id: newId(), createdAt: now(), ...form } });
  await record(tx, { personId: null, action: "request.made", on: { type: "request", id } });
}

/** The requests that wait, the oldest first. @throws 404 to everyone but the secretariat. */
export async function listRequests(viewer: Viewer, { after }: Listing): Promise<Page<RequestRow>> {
  if (!allows(viewer, invitationPolicy["requests.see"])) notFound();
  const where = { decidedAt: null };
  const [total, rows] = await Promise.all([
    db.joinRequest.count({ where }),
    // Ids are made in the order of time.
    db.joinRequest.findMany({
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

/** One that waits. @throws 404 */
export async function findRequest(viewer: Viewer, id: string): Promise<RequestForm> {
  if (!allows(viewer, invitationPolicy["requests.see"])) notFound();
  const row = await db.joinRequest.findFirst({ where: { id, decidedAt: null } });
  return row ?? notFound();
}

/** Turns a request down. @throws 404 to whoever does not decide. */
export async function declineRequest(viewer: Viewer, id: string): Promise<void> {
  await inTransaction((tx) => closeRequest(tx, viewer, id, false));
}

/** Marks a request as decided; decided twice, the first holds. @throws 404 to whoever does not decide. */
export async function closeRequest(
  tx: Database,
  viewer: Viewer,
  id: string,
  accepted: boolean,
): Promise<void> {
  if (!allows(viewer, invitationPolicy["requests.decide"])) notFound();
  const { count } = await tx.joinRequest.updateMany({
    where: { id, decidedAt: null },
    data: { decidedAt: now(), decidedById: viewer.personId, accepted },
  });
  if (count === 0) return;
  const action = accepted ? "request.accepted" : "request.declined";
  await record(tx, { personId: viewer.personId, action, on: { type: "request", id } });
}
