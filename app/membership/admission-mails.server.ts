import { db } from "../db/database.server";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import * as outbox from "../outbox/outbox.server";
import { mailer, queueJob, settings } from "../services/services.server";
import type catalogue from "./messages.fr.json";

const text = serverMessages<typeof catalogue>("membership");

/** Job payloads carry ids only; the mail is written when it is sent. */
export interface AdmissionMailJob {
  organisationId: string;
  personId: string;
}

/** Subscribes to admissions, which are mailed to the organisation's people; called once at start. */
export function registerAdmissionMails(): void {
  outbox.subscribe("admission.admitted", async ({ object: organisationId }) => {
    const members = await db.membership.findMany({ where: { organisationId }, select: { personId: true } });
    for (const { personId } of members) {
      await queueJob("membership.mail", { organisationId, personId } satisfies AdmissionMailJob);
    }
  });
}

/**
 * Tells a person that their organisation was admitted. The subject names nobody, and the body neither where the network
 * asks for neutral mails. Nothing is sent if the admission or the membership has ended since.
 */
export async function sendAdmissionMail({ organisationId, personId }: AdmissionMailJob): Promise<void> {
  const membership = await db.membership.findFirst({
    where: { organisationId, personId, organisation: { admission: { frozenAt: null } } },
    select: { person: true, organisation: { select: { name: true } } },
  });
  if (!membership || membership.person.lockedAt || membership.person.erasedAt) return;
  const network = await db.network.findUnique({ where: { row: "only" } });
  const locale = membership.person.locale ?? network?.locale ?? sourceLocale;
  const { publicUrl: address } = settings();
  await mailer().send({
    to: membership.person.email,
    subject: text(locale, "mail.admitted.subject"),
    text:
      network && !network.neutralInvitations
        ? text(locale, "mail.admitted.text", {
            address,
            organisation: membership.organisation.name,
            network: network.name,
          })
        : text(locale, "mail.admitted.neutral", { address }),
  });
}
