import { createHash } from "node:crypto";
import { viewerWithoutSession } from "../../accounts/current-rights.server";
import { RateLimitExceeded } from "../../accounts/rate-limit.server";
import { db } from "../../db/database.server";
import { writePost } from "../../discussions/posts.server";
import { isLocale, serverMessages } from "../../i18n/catalogues.server";
import { sourceLocale } from "../../i18n/locales";
import { mailFailureOf } from "../../services/mail-failure.server";
import { type IncomingMail, inbox, log, mailer, now, settings } from "../../services/services.server";
import { maxBodyLength } from "../../writing/body";
import { countWriting } from "../../writing/refusals.server";
import { bodyField } from "../../writing/writing-form.server";
import type catalogue from "../messages.fr.json";
import { type FoundReplyAddress, findReplyAddress } from "./reply-address.server";

const text = serverMessages<typeof catalogue>("notices");

/** Why a reply is not published. */
type Refusal = "expired" | "sender" | "rights" | "fast" | "long" | "empty" | "too-large" | "malformed";

/** Job, every minute: publishes the answers to mails that wait in the mailbox of the incoming address. */
export async function readReplies(): Promise<void> {
  await inbox()?.read(handleMail);
}

/**
 * Publishes one answer as a post, once per Message-ID. Mails of programs and mails to unknown addresses are dropped without
 * an answer; a refused one is answered with the reason and the words.
 */
export async function handleMail(mail: IncomingMail): Promise<void> {
  const address = mail.automatic ? null : await findReplyAddress(mail.to);
  if (!address || mail.from === "" || isOwnAddress(mail.from)) {
    log().info({ automatic: mail.automatic, known: address !== null }, "a received mail was dropped");
    return;
  }
  const id = createHash("sha256").update(`${mail.id} ${mail.from}`).digest("hex");
  if ((await db.receivedMail.count({ where: { id } })) > 0) return;
  const refusal = await publish(mail, address, id);
  if ((refusal || mail.attachments > 0) && (await mayAnswer(address.personId)))
    await answer(mail, address, id, refusal);
  await db.receivedMail.createMany({
    data: { id, personId: address.personId, refusal, receivedAt: now() },
    skipDuplicates: true,
  });
}

/** A mail from the portal's own address is not answered, whatever its headers say. */
function isOwnAddress(from: string): boolean {
  const [name = "", host = ""] = settings().replyAddress?.toLowerCase().split("@") ?? [];
  return from === `${name}@${host}` || (from.startsWith(`${name}+`) && from.endsWith(`@${host}`));
}

/** Writes the post, with the rights of this moment. Idempotent by a key that is derived from the mail. @returns why not */
async function publish(
  mail: IncomingMail,
  { personId, threadId, expired }: FoundReplyAddress,
  id: string,
): Promise<Refusal | null> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { email: true, factorSince: true, factorDue: true },
  });
  if (person?.email !== mail.from) return "sender";
  if (expired) return "expired";
  if (mail.unreadable) return mail.unreadable;
  const viewer = await viewerWithoutSession(personId);
  // As on every page, a person whose second factor is overdue first has to set one up.
  const lacksFactor = person.factorSince === null && person.factorDue !== null && person.factorDue <= now();
  if (!viewer || lacksFactor) return "rights";
  if (mail.words.length > maxBodyLength) return "long";
  const body = bodyField.safeParse(mail.words);
  if (!body.success) return "empty";
  try {
    await countWriting(viewer);
    await writePost(viewer, threadId, { body: body.data, key: `mail-${id.slice(0, 48)}` });
    return null;
  } catch (error) {
    if (error instanceof RateLimitExceeded) return "fast";
    if (error instanceof Response && [403, 404].includes(error.status)) return "rights";
    throw error;
  }
}

/**
 * Maximum number of refusals answered in a day to mails to one person's addresses: a loop, or a leaked address, ends there.
 * What was published is limited as posts are.
 */
const maxAnswers = 20;

async function mayAnswer(personId: string): Promise<boolean> {
  const since = new Date(now().getTime() - 24 * 60 * 60 * 1000);
  return (
    (await db.receivedMail.count({
      where: { personId, refusal: { not: null }, receivedAt: { gt: since } },
    })) < maxAnswers
  );
}

/** Tells the sender what was not published, and gives the words back. */
async function answer(
  mail: IncomingMail,
  { personId }: FoundReplyAddress,
  id: string,
  refusal: Refusal | null,
): Promise<void> {
  const person = await db.person.findUnique({ where: { id: personId }, select: { locale: true } });
  const locale = isLocale(person?.locale) ? person.locale : sourceLocale;
  const parts = [text(locale, "mail.hello")];
  if (refusal) parts.push(text(locale, `reply.reason.${refusal}`, { max: maxBodyLength }));
  if (mail.attachments > 0) parts.push(text(locale, "reply.attachments", { count: mail.attachments }));
  if (refusal && mail.words) parts.push(text(locale, "reply.words"), mail.words);
  parts.push(`${settings().publicUrl}/notifications`);
  try {
    await mailer().send({
      to: mail.from,
      subject: text(locale, refusal ? "reply.subject" : "reply.partlySubject"),
      text: `${parts.join("\n\n")}\n`,
      messageId: `<reponse-${id.slice(0, 40)}@${new URL(settings().publicUrl).hostname}>`,
      inReplyTo: mail.id,
      headers: { "Auto-Submitted": "auto-replied" },
    });
  } catch (error) {
    // Where the sender's own server refuses the answer, trying again would not help.
    if (!["recipient", "content"].includes(mailFailureOf(error))) throw error;
  }
}
