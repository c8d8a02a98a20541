import webpush from "web-push";
import { db } from "../../db/database.server";
import { Prisma, type PushSubscription } from "../../db/generated/client";
import { serverMessages } from "../../i18n/catalogues.server";
import { type Locale, sourceLocale } from "../../i18n/locales";
import { log, now, settings } from "../../services/services.server";
import type catalogue from "../messages.fr.json";
import { isShownTo } from "../visibility.server";
import { postToEndpoint, readEndpoint } from "./endpoints.server";
import { vapidKeys } from "./vapid.server";

const text = serverMessages<typeof catalogue>("notices");

/** A push service keeps a message for a device that is off for this long; what waits then is on the page anyway. */
const ttlSeconds = 24 * 60 * 60;
/** Between two pushes to a device: a storm of events is one. */
const quietMs = 60_000;
/** An attempt claimed by a process that has died is made again after this time. */
const claimMs = 2 * 60_000;
/** Exponential back-off between attempts, up to this delay. */
const maxRetryDelayMs = 6 * 60 * 60_000;
/** After this number of failures in a row a device is forgotten. */
const maxFailures = 14;
/** Devices of one claim; their requests run at the same time. */
const batch = 20;

/**
 * As SQL, within the statement that writes notices: their people's devices wait for a push from now on, when what is
 * `written` ("personId", "importance") is more than a line of a digest.
 */
export const wakeDevices = (): Prisma.Sql => Prisma.sql`
  UPDATE "PushSubscription" d SET "waitingSince" = COALESCE(d."waitingSince", ${now()}::timestamptz)
  FROM written WHERE d."personId" = written."personId" AND written."importance" > 0 RETURNING 1`;

type Waiting = PushSubscription & { locale: Locale | null; waits: boolean };

/** Job: tells every waiting device that something waits, if something still does. */
export async function pushWaiting(): Promise<void> {
  for (let waiting = await claim(); waiting.length > 0; waiting = await claim())
    await Promise.all(waiting.map((each) => push(each)));
}

/** Claims devices for this process. A right that ended, or a notice that was read, leaves nothing that waits. */
async function claim(): Promise<Waiting[]> {
  const until = new Date(now().getTime() + claimMs);
  return await db.$queryRaw<Waiting[]>`
    UPDATE "PushSubscription" d SET "notBefore" = ${until}::timestamptz FROM "Person" p
    WHERE p."id" = d."personId" AND d."id" IN (
      SELECT "id" FROM "PushSubscription" WHERE "waitingSince" IS NOT NULL AND "notBefore" <= ${now()}::timestamptz
      ORDER BY "notBefore" LIMIT ${batch} FOR UPDATE SKIP LOCKED)
    RETURNING d.*, p."locale", (p."lockedAt" IS NULL AND p."erasedAt" IS NULL AND EXISTS (
      SELECT FROM "Notice" n WHERE n."personId" = p."id" AND n."readAt" IS NULL AND n."importance" > 0
        AND n."changedAt" >= d."waitingSince" - interval '1 day' AND ${isShownTo})) AS "waits"`;
}

async function push(device: Waiting): Promise<void> {
  const { id, waitingSince, failures } = device;
  // What began to wait meanwhile keeps waiting.
  const done = { where: { id, waitingSince } };
  if (!device.waits) {
    await db.pushSubscription.updateMany({ ...done, data: { waitingSince: null } });
    return;
  }
  const result = await sendPush(device, device.locale);
  if (result === "gone") return;
  if (result === "sent") {
    const notBefore = new Date(now().getTime() + quietMs);
    await db.pushSubscription.updateMany({ where: { id }, data: { notBefore, failures: 0 } });
    await db.pushSubscription.updateMany({ ...done, data: { waitingSince: null } });
  } else if (failures + 1 >= maxFailures) {
    await db.pushSubscription.deleteMany({ where: { id } });
  } else {
    const delay = Math.min(quietMs * 2 ** failures, maxRetryDelayMs);
    const notBefore = new Date(now().getTime() + delay);
    await db.pushSubscription.updateMany({ where: { id }, data: { notBefore, failures: failures + 1 } });
  }
}

/**
 * Sends one push, which says only that something waits. A device that its push service does not know any more is
 * forgotten.
 */
export async function sendPush(
  { id, endpoint, p256dh, auth }: PushSubscription,
  locale: Locale | null = null,
): Promise<"sent" | "gone" | "failed"> {
  // The list of push services may have become shorter since.
  const url = readEndpoint(endpoint);
  const status = url ? await post(url, { endpoint, keys: { p256dh, auth } }, locale) : 410;
  if (status >= 200 && status < 300) return "sent";
  if (status !== 404 && status !== 410) return "failed";
  await db.pushSubscription.deleteMany({ where: { id } });
  return "gone";
}

/** @returns the status; 0 when the push service does not answer. */
async function post(
  url: URL,
  subscription: webpush.PushSubscription,
  locale: Locale | null,
): Promise<number> {
  const { publicUrl } = settings();
  const subject = publicUrl.startsWith("https:") ? publicUrl : "mailto:portail@example.org";
  try {
    const { headers, body } = webpush.generateRequestDetails(
      subscription,
      JSON.stringify(await waitingWords(locale ?? sourceLocale)),
      {
        vapidDetails: { subject, ...(await vapidKeys()) },
        TTL: ttlSeconds,
        urgency: "normal",
        // A later message replaces one that the device has not fetched.
        topic: "waiting",
      },
    );
    return await postToEndpoint(url, headers as Record<string, string | number>, body);
  } catch (error) {
    log().warn({ err: error, host: url.host }, "a push service did not answer");
    return 0;
  }
}

/** What a device shows: the name of the network, and that something waits. */
async function waitingWords(locale: Locale): Promise<{ title: string; body: string }> {
  const network = await db.network.findFirst({ select: { acronym: true } });
  return { title: network?.acronym ?? text(locale, "push.portal"), body: text(locale, "push.waiting") };
}
