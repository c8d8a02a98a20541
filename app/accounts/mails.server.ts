import { db } from "../db/database.server";
import { listen } from "../events/outbox.server";
import { serverTexts } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import { mailer, queueJob, settings } from "../ports/ports.server";
import type catalogue from "./messages.fr.json";

const text = serverTexts<typeof catalogue>("accounts");

/** Jobs of the mail queue carry ids only; the message is written when it is sent. */
export interface WelcomeMailJob {
  personId: string;
}

/** Hears of what deserves a message; called once at start. */
export function registerAccountMails(): void {
  listen("network.created", async ({ personId }) => {
    await queueJob("accounts.welcome-mail", { personId } satisfies WelcomeMailJob);
  });
}

/** Welcomes the first administrator. The subject says nothing that a stranger should not read. */
export async function sendWelcomeMail({ personId }: WelcomeMailJob): Promise<void> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { email: true, locale: true },
  });
  if (!person) return;
  const locale = person.locale ?? sourceLocale;
  await mailer().send({
    to: person.email,
    subject: text(locale, "welcomeMail.subject"),
    text: text(locale, "welcomeMail.text", { address: settings().publicUrl }),
  });
}
