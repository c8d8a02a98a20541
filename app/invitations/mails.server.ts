import { db, inTransaction } from "../db/database.server";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
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
 * Sends an invitation with a new code. The body names the network, the inviter and the organisation, unless the network
 * asks for neutral mails; the subject names nobody, and no mail names a space. Nothing is sent if the granter no longer has the right to invite.
 */
export async function sendInvitationMail({ invitationId }: InvitationMailJob): Promise<void> {
  const row = await db.invitation.findUnique({ where: { id: invitationId } });
  if (!row?.email) return;
  const code = await inTransaction(async (tx) =>
    (await isStillGranted(tx, row)) ? await renewCode(tx, invitationId) : null,
  );
  if (!code) return;
  const network = await db.network.findUnique({ where: { row: "only" } });
  const locale = network?.locale ?? sourceLocale;
  const address = `${settings().publicUrl}/invitation?code=${code}`;
  await mailer().send({
    to: row.email,
    subject: text(locale, "mail.subject"),
    text:
      network && !network.neutralInvitations
        ? text(locale, "mail.named", { address, network: network.name, ...(await namesIn(row)) })
        : text(locale, "mail.text", { address }),
  });
  await db.invitation.update({ where: { id: invitationId }, data: { sentAt: now() } });
}

/** Who invites, and the organisation that a person is invited to speak for; the kind chooses the sentence. */
async function namesIn(row: {
  createdById: string;
  grantedById: string | null;
  organisationId: string | null;
  networkRole: string | null;
}) {
  const { organisationId, networkRole } = row;
  const [inviter, organisation] = await Promise.all([
    db.person.findUnique({ where: { id: row.grantedById ?? row.createdById }, select: { name: true } }),
    organisationId
      ? db.organisation.findUnique({ where: { id: organisationId }, select: { name: true } })
      : null,
  ]);
  return {
    inviter: inviter?.name ?? "",
    organisation: organisation?.name ?? "",
    kind: organisation ? "organisation" : networkRole ? "network" : "guest",
  };
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
