import { currentRights } from "../accounts/current-rights.server";
import { countAct, withRateLimit } from "../accounts/rate-limit.server";
import { recordEvent, thePortal } from "../audit/record-event.server";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { type Listing, type Page, pageOf, rowsPerPage } from "../http/pagination";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import * as outbox from "../outbox/outbox.server";
import { mailer, now, queueJob, settings } from "../services/services.server";
import type { ContactRow } from "./contact";
import type { VisitorContact } from "./contact-form.server";
import type catalogue from "./messages.fr.json";

/** Maximum number of open messages from visitors; newer ones are dropped silently. */
const maxOpenFromVisitors = 300;
const hour = 3_600;
const memberLimits = [
  { points: 5, seconds: hour },
  { points: 15, seconds: 24 * hour },
];

/** A message of somebody signed in. Idempotent by its key. @throws RateLimitExceeded */
export async function writeToSecretariat(viewer: Viewer, form: { key: string; body: string }): Promise<void> {
  await countAct("contact", viewer.personId, memberLimits);
  await inTransaction(async (tx) => {
    const where = { id: viewer.personId };
    const { name, email } = await tx.person.findUniqueOrThrow({ where, select: { name: true, email: true } });
    await keepMessage(tx, viewer, { ...form, name, email });
  });
}

/** A message of a visitor, who gives a name and an address. @throws RateLimitExceeded */
export async function writeAsVisitor(form: VisitorContact): Promise<void> {
  await withRateLimit({ door: "request", account: form.email }, async () => {
    await inTransaction(async (tx) => {
      const open = await tx.contactMessage.count({ where: { handledAt: null, personId: null } });
      if (open < maxOpenFromVisitors) await keepMessage(tx, null, form);
    });
    return null; // counts as an attempt: each message takes a reader's time
  });
}

async function keepMessage(tx: Database, viewer: Viewer | null, form: VisitorContact): Promise<void> {
  const { key, name, email, body } = form;
  const idempotencyKey = `${viewer?.personId ?? "visitor"} ${key}`;
  if (await tx.contactMessage.findUnique({ where: { idempotencyKey }, select: { id: true } })) return;
  const personId = viewer?.personId ?? null;
  const { id } = await tx.contactMessage.create({
    data: { id: newId(), personId, name, email, body, idempotencyKey, createdAt: now() },
  });
  await recordEvent(tx, viewer ?? thePortal, "contact.sent", null, { message: id });
}

/** The open messages, oldest first. @throws 404 for everyone but the secretariat */
export async function listMessages(viewer: Viewer, { after }: Listing): Promise<Page<ContactRow>> {
  if (!isSecretariat(viewer)) notFound();
  const where = { handledAt: null };
  const [total, rows] = await Promise.all([
    db.contactMessage.count({ where }),
    // Ids are ordered by creation time.
    db.contactMessage.findMany({
      where: { ...where, ...(after && { id: { gt: after.id } }) },
      orderBy: { id: "asc" },
      take: rowsPerPage + 1,
    }),
  ]);
  return pageOf(
    rows.map((row) => ({ ...row, key: "" })),
    total,
    ({ id, name, email, body, personId, createdAt }) => ({
      id,
      name,
      email,
      body,
      known: personId !== null,
      createdAt: createdAt.toISOString(),
    }),
  );
}

/** The number of open messages. @throws 404 for everyone but the secretariat */
export async function countMessages(viewer: Viewer): Promise<number> {
  if (!isSecretariat(viewer)) notFound();
  return await db.contactMessage.count({ where: { handledAt: null } });
}

/** Marks a message as handled; the first act is kept. @throws 404 for everyone but the secretariat */
export async function handleMessage(viewer: Viewer, id: string): Promise<void> {
  if (!isSecretariat(viewer)) notFound();
  await inTransaction(async (tx) => {
    const { role } = await currentRights(tx, viewer.personId);
    if (role !== "administrator" && role !== "moderator") notFound();
    const { count } = await tx.contactMessage.updateMany({
      where: { id, handledAt: null },
      data: { handledAt: now(), handledById: viewer.personId },
    });
    if (count > 0) await recordEvent(tx, viewer, "contact.handled", null, { message: id });
  });
}

const text = serverMessages<typeof catalogue>("secretariat");

interface ContactMailJob {
  messageId: string;
}

/** Subscribes to messages, of which administrators are told by mail; called once at start. */
export function registerContactMails(): void {
  outbox.subscribe("contact.sent", async ({ details }) => {
    await queueJob("secretariat.mail", { messageId: details.message } satisfies ContactMailJob);
  });
}

/** Days after which a handled message is deleted. */
const keptMs = 90 * 24 * hour * 1_000;

/** Tells the administrators that a message waits, without its content. Handled messages are deleted after three months. */
export async function sendContactMail({ messageId }: ContactMailJob): Promise<void> {
  await db.contactMessage.deleteMany({ where: { handledAt: { lt: new Date(now().getTime() - keptMs) } } });
  const open = await db.contactMessage.findFirst({ where: { id: messageId, handledAt: null } });
  if (!open) return;
  const people = await db.person.findMany({
    where: { role: "administrator", lockedAt: null, erasedAt: null },
    select: { email: true, locale: true },
  });
  for (const { email, locale } of people) {
    const language = locale ?? sourceLocale;
    await mailer().send({
      to: email,
      subject: text(language, "mail.contact.subject"),
      text: text(language, "mail.contact.text", { address: `${settings().publicUrl}/secretariat/messages` }),
    });
  }
}
