import pLimit from "p-limit";
import { recordEvent, thePortal } from "../../audit/record-event.server";
import { inTransaction } from "../../db/database.server";
import { mailFailureOf } from "../../services/mail-failure.server";
import { log, mailer, now } from "../../services/services.server";
import { defaultMailSettings } from "../levels";
import {
  type ClaimedMail,
  claimMail,
  leftMails,
  nextPeople,
  prepareMails,
  releaseMails,
  settleMail,
} from "./prepare.server";
import { readToldMail } from "./told.server";
import { writeMail } from "./write-mail.server";

/** Concurrent mails: the rate that a mail server accepts from one sender without delay. */
const mailsAtOnce = 3;
/** A run ends after this time; the next one goes on. */
const runMs = 10 * 60_000;

/** The mail server cannot be reached: everything waits for the next run. */
class MailServerAway extends Error {}

/**
 * Job, every minute: prepares and sends the mails that are due, for one group of people after the other. When the mail
 * server is away, what was prepared is given back, so that a person gets one mail of it all when it is there again.
 */
export async function sendDueMails(): Promise<void> {
  const end = now().getTime() + runMs;
  let sent = 0;
  try {
    sent += await sendAll(await leftMails());
    for (let people = await nextPeople(null); people.length > 0; people = await nextPeople(last(people))) {
      sent += await sendAll(await prepareMails(people));
      if (now().getTime() > end) break;
    }
  } catch (error) {
    if (!(error instanceof MailServerAway)) throw error;
    log().warn({ err: error.cause, sent }, "the mail server is away: mails of notices wait");
    return;
  }
  if (sent > 0) log().info({ mails: sent }, "mails of notices sent");
}

const last = (people: readonly string[]): string => people.at(-1) as string;

/** @throws MailServerAway, after the mails that were not handed over have been given back. */
async function sendAll(ids: readonly string[]): Promise<number> {
  const limit = pLimit(mailsAtOnce);
  let away: unknown;
  const sends = ids.map((id) =>
    limit(async () => {
      if (away) return false;
      try {
        return await sendOne(id);
      } catch (error) {
        if (!(error instanceof MailServerAway)) throw error;
        away = error;
        return false;
      }
    }),
  );
  const results = await Promise.allSettled(sends);
  if (away) {
    await releaseMails(ids, 0);
    throw away;
  }
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return results.filter((result) => result.status === "fulfilled" && result.value).length;
}

/** Sends one mail, with the rights of this moment. @returns whether it was handed over. */
async function sendOne(id: string): Promise<boolean> {
  const mail = await claimMail(id);
  if (!mail) return false;
  const told = await readToldMail(mail);
  if (!told) {
    // Read or cancelled meanwhile: an empty mail is not sent.
    await releaseMails([id], mail.attempts);
    return false;
  }
  const ids = told.notices.map((notice) => notice.id);
  try {
    await mailer().send(await writeMail(mail, told));
  } catch (error) {
    await handleFailure(mail, ids, error);
    return false;
  }
  await settleMail(mail, "sent", ids);
  return true;
}

/** @throws MailServerAway where every other mail would fail too. */
async function handleFailure(mail: ClaimedMail, told: readonly string[], error: unknown): Promise<void> {
  const failure = mailFailureOf(error);
  if (failure === "recipient") {
    await releaseMails([mail.id], mail.attempts);
    await pauseMails(mail.personId);
    return;
  }
  if (failure === "content") {
    log().warn({ err: error, mail: mail.id }, "the mail server refused a mail of notices");
    await settleMail(mail, "refused", told);
    return;
  }
  // An earlier attempt may have arrived: the mail is kept, and sent again under the same message id.
  if (failure === "later" && mail.attempts === 1) await releaseMails([mail.id], 1);
  throw new MailServerAway("the mail server is away", { cause: error });
}

/** Pauses the mails of a person whose address was refused for good; a notice in the portal says so. */
async function pauseMails(personId: string): Promise<void> {
  const paused = { pausedAt: now() };
  await inTransaction(async (tx) => {
    await tx.noticeSettings.upsert({
      where: { personId },
      create: { personId, ...defaultMailSettings, ...paused },
      update: paused,
    });
    await recordEvent(tx, thePortal, "mails.paused", personId);
  });
}
