import { type Database, db } from "../db/database.server";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import * as outbox from "../outbox/outbox.server";
import { mailer, now, queueJob, settings } from "../services/services.server";
import { beginCeremony } from "./ceremonies.server";
import type catalogue from "./messages.fr.json";
import type { Proof } from "./sessions.server";
import { hashOfToken, newToken } from "./tokens.server";

const text = serverMessages<typeof catalogue>("accounts");

/** The account mails. Subjects contain nothing confidential. */
export type AccountEmailKind =
  | "welcome"
  | "reset"
  | "passwordChanged"
  | "emailConfirm"
  | "emailChanged"
  | "factorChanged"
  | "recoveryUsed"
  | "locked"
  | "unlocked";

/** Job payloads carry neither secrets nor text; the message is written when it is sent. */
interface AccountEmailJob {
  personId: string;
  kind: AccountEmailKind;
  /** The recipient, if not the account's address. Kept in the payload so that every retry has it. */
  to?: string;
  /** Credentials version at the time of the request, for a mail that is valid only while it is unchanged. */
  credentialsVersion?: number;
}

/** Subscribes to the outbox event that sends a mail; called once at start. */
export function registerAccountEmails(): void {
  outbox.subscribe("network.created", async ({ personId }) => {
    if (personId) await queueEmail(db, personId, "welcome");
  });
}

/**
 * Queues a mail in the transaction of what it tells: it is sent exactly when that is committed.
 * @param to the recipient, if not the account's address.
 */
export async function queueEmail(
  tx: Database,
  personId: string,
  kind: AccountEmailKind,
  to?: string,
): Promise<void> {
  await queueJob(
    "accounts.letter",
    { personId, kind, ...(to && { to }) } satisfies AccountEmailJob,
    tx === db ? undefined : tx,
  );
}

/** Queues the mail with the link that confirms a new address. @param proof of the session that requested it. */
export async function queueEmailConfirm(proof: Proof, to: string): Promise<void> {
  await queueJob("accounts.letter", { ...proof, kind: "emailConfirm", to } satisfies AccountEmailJob);
}

/**
 * The job: writes and sends one mail in the recipient's language. A failed attempt leaves no state, so a retry is safe. A
 * link to a new address is not sent if the credentials changed after the request.
 */
export async function sendAccountEmail({
  personId,
  kind,
  to,
  credentialsVersion,
}: AccountEmailJob): Promise<void> {
  const person = await db.person.findFirst({
    where: { id: personId, erasedAt: null, credentialsVersion },
    select: { email: true, locale: true, lockedAt: true, credentialsVersion: true },
  });
  if (!person || (kind === "reset" && person.lockedAt)) return;
  const locale = person.locale ?? sourceLocale;
  const address = await linkOf(kind, { personId, credentialsVersion: person.credentialsVersion }, to);
  const [subject, body] = [
    text(locale, `mail.${kind}.subject`),
    text(locale, `mail.${kind}.text`, { address }),
  ];
  await mailer().send({ to: to ?? person.email, subject, text: body });
}

/**
 * The token of a link is created when the mail is sent, so the queue never holds one. It is bound to the credentials read
 * together with the address: it opens nothing once they change.
 */
async function linkOf(kind: AccountEmailKind, proof: Proof, to = ""): Promise<string> {
  if (kind === "reset") return await makeResetLink(proof);
  const { publicUrl } = settings();
  if (kind !== "emailConfirm") return publicUrl;
  return `${publicUrl}/compte/adresse?cle=${await beginCeremony("email-new", proof, to)}`;
}

/** A mail link is valid for thirty minutes (ASVS 6.4.1). */
const resetLifeMs = 30 * 60 * 1000;

async function makeResetLink({ personId, credentialsVersion }: Proof): Promise<string> {
  const key = newToken();
  const expiresAt = new Date(now().getTime() + resetLifeMs);
  await db.passwordReset.create({ data: { id: hashOfToken(key), personId, credentialsVersion, expiresAt } });
  return `${settings().publicUrl}/mot-de-passe/nouveau?cle=${key}`;
}
