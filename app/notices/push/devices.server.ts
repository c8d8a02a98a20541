import { createHash } from "node:crypto";
import { countAct } from "../../accounts/rate-limit.server";
import { deviceOf } from "../../accounts/session-life";
import { recordEvent } from "../../audit/record-event.server";
import type { Viewer } from "../../authorization/viewer";
import { db, inTransaction } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { badRequest, notFound } from "../../http/errors";
import { requestAgent } from "../../http/request.server";
import * as outbox from "../../outbox/outbox.server";
import { now } from "../../services/services.server";
import { readEndpoint } from "./endpoints.server";
import { maxDevices, type PushDevice } from "./push";
import type { PushAction } from "./push-form.server";
import { sendPush } from "./send.server";

/** Subscriptions and trial pushes of a person. */
const limits = [{ points: 20, seconds: 60 * 60 }];

/** The browsers in which the viewer turned pushes on, latest first. */
export async function listDevices({ personId }: Viewer): Promise<PushDevice[]> {
  const rows = await db.pushSubscription.findMany({
    where: { personId },
    orderBy: { createdAt: "desc" },
    select: { id: true, device: true, createdAt: true, endpointHash: true },
    take: maxDevices,
  });
  return rows.map(({ id, device, createdAt, endpointHash }) => {
    return { id, device, createdAt: createdAt.toISOString(), mark: endpointHash.slice(0, 16) };
  });
}

/**
 * Turns pushes on in this browser, off in one of the viewer's own, or sends a trial.
 * @returns whether a trial arrived at the push service.
 * @throws 400 for an endpoint the portal does not send to, 404 for a device of others, RateLimitExceeded.
 */
export async function changeDevices(viewer: Viewer, action: PushAction): Promise<boolean> {
  if (action.what === "remove") return await remove(viewer, action.device);
  await countAct("push", viewer.personId, limits);
  if (action.what === "test") return await sendTrial(viewer, action.device);
  await subscribe(viewer, action);
  return true;
}

type Subscription = Extract<PushAction, { what: "subscribe" }>;

async function subscribe(viewer: Viewer, { endpoint, p256dh, auth }: Subscription): Promise<void> {
  if (!readEndpoint(endpoint)) badRequest();
  const { personId } = viewer;
  const endpointHash = createHash("sha256").update(endpoint).digest("hex");
  const device = deviceOf(requestAgent());
  // A browser belongs to who used it last: what waited for another person is not said to this one.
  const row = { personId, endpoint, p256dh, auth, device, waitingSince: null, notBefore: now(), failures: 0 };
  await inTransaction(async (tx) => {
    await tx.pushSubscription.upsert({
      where: { endpointHash },
      create: { id: newId(), endpointHash, createdAt: now(), ...row },
      update: row,
    });
    const kept = await tx.pushSubscription.findMany({
      where: { personId },
      orderBy: { createdAt: "desc" },
      skip: maxDevices,
      select: { id: true },
    });
    await tx.pushSubscription.deleteMany({ where: { id: { in: kept.map(({ id }) => id) } } });
    await recordEvent(tx, viewer, "notices.push-on", null);
  });
}

async function remove(viewer: Viewer, id: string): Promise<boolean> {
  await inTransaction(async (tx) => {
    const { count } = await tx.pushSubscription.deleteMany({ where: { id, personId: viewer.personId } });
    if (count > 0) await recordEvent(tx, viewer, "notices.push-off", null);
  });
  return true;
}

async function sendTrial({ personId }: Viewer, id: string): Promise<boolean> {
  const subscription = await db.pushSubscription.findFirst({ where: { id, personId } });
  if (!subscription) notFound();
  return (await sendPush(subscription)) === "sent";
}

/** Forgets the browsers of a person whose account is locked or whose sessions are ended; called once at start. */
export function registerPush(): void {
  const forget = async ({ object: personId }: { object: string }) => {
    await db.pushSubscription.deleteMany({ where: { personId } });
  };
  outbox.subscribe("account.locked", forget);
  outbox.subscribe("sessions.ended-by-secretariat", forget);
}
