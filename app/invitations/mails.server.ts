import { db, inTransaction } from "../db/database.server";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import { findNetwork } from "../network/network.server";
import * as outbox from "../outbox/outbox.server";
import { mailer, now, queueJob, settings } from "../services/services.server";
import { renewCode } from "./codes.server";
import type catalogue from "./messages.fr.json";
import { isStillGranted } from "./standing.server";

const text = serverMessages<typeof catalogue>("invitations");

/** Job payloads carry ids only; the code and the message are created when the mail is sent. */
export interface InvitationMailJob {
  invitationId: string;
}

/** Subscribes to invitations that are to be sent; called once at start. */
export function registerInvitationMails(): void {
  outbox.subscribe("invitation.made", async ({ object, details }) => {
    if (details.by === "mail") await queueMail(object);
  });
  outbox.subscribe("invitation.send", async ({ object }) => await queueMail(object));
}

async function queueMail(invitationId: string): Promise<void> {
  await queueJob("invitations.mail", { invitationId } satisfies InvitationMailJob);
}

/**
 * Sends an invitation with a new code. Neither subject nor body names the network, the inviter or the target: the linked
 * page shows them to the holder of the code. Nothing is sent if the granter no longer has the right to invite.
 */
export async function sendInvitationMail({ invitationId }: InvitationMailJob): Promise<void> {
  const row = await db.invitation.findUnique({ where: { id: invitationId } });
  if (!row?.email) return;
  const code = await inTransaction(async (tx) =>
    (await isStillGranted(tx, row)) ? await renewCode(tx, invitationId) : null,
  );
  if (!code) return;
  const locale = (await findNetwork())?.locale ?? sourceLocale;
  await mailer().send({
    to: row.email,
    subject: text(locale, "mail.subject"),
    text: text(locale, "mail.text", { address: `${settings().publicUrl}/invitation?code=${code}` }),
  });
  await db.invitation.update({ where: { id: invitationId }, data: { sentAt: now() } });
}

const kept = 30 * 86_400_000;

/** The job: deletes addresses and names of invitations and requests that ended a month ago. */
export async function deleteEndedInvitations(): Promise<void> {
  const before = new Date(now().getTime() - kept);
  await db.invitation.deleteMany({
    where: {
      OR: [{ acceptedAt: { lt: before } }, { revokedAt: { lt: before } }, { expiresAt: { lt: before } }],
    },
  });
  await db.accessRequest.deleteMany({ where: { decidedAt: { lt: before } } });
}
