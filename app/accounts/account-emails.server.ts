import { db } from "../db/database.server";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import * as outbox from "../outbox/outbox.server";
import { mailer, now, queueJob, settings } from "../services/services.server";
import { beginCeremony } from "./ceremonies.server";
import type catalogue from "./messages.fr.json";
import type { Proof } from "./sessions.server";
import { hashOfToken, newToken } from "./tokens.server";

const text = serverMessages<typeof catalogue>("accounts");

/** What the portal writes to somebody about their account. Subjects say nothing that a stranger should not read. */
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

declare module "../outbox/events" {
  interface Events {
    /** `from`: the old address, which is warned. */
    "email.changed": { personId: string; from: string };
  }
}

/** Jobs of the mail queue carry no secrets and no words; the message is written when it is sent. */
interface AccountEmailJob {
  personId: string;
  kind: AccountEmailKind;
  /** Where it goes to another address than the account's. It stands in the job, so that each attempt has it. */
  to?: string;
  /** Where the letter holds only for the credentials with which it was asked for. */
  credentialsVersion?: number;
}

/** Hears of what deserves a message; called once at start. */
export function registerAccountEmails(): void {
  outbox.subscribe("network.created", async ({ personId }) => queueEmail(personId, "welcome"));
  outbox.subscribe("email.changed", async ({ personId, from }) => queueEmail(personId, "emailChanged", from));
}

/** Puts a letter aside for sending. @param to where that is not the account's address. */
export async function queueEmail(personId: string, kind: AccountEmailKind, to?: string): Promise<void> {
  await queueJob("accounts.letter", { personId, kind, ...(to && { to }) } satisfies AccountEmailJob);
}

/** Puts the letter with the link to a new address aside. @param proof of the session that asked for it. */
export async function queueEmailConfirm(proof: Proof, to: string): Promise<void> {
  await queueJob("accounts.letter", { ...proof, kind: "emailConfirm", to } satisfies AccountEmailJob);
}

/**
 * The job: writes and sends one letter, in its reader's language. An attempt that fails leaves nothing that the next one lacks.
 * A link to a new address is not sent any more once the credentials with which it was asked for have changed.
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
 * Keys of links are made when the mail is sent, so that they stand in no queue. They hold for the credentials that were read
 * with the address: changed meanwhile, they open nothing.
 */
async function linkOf(kind: AccountEmailKind, proof: Proof, to = ""): Promise<string> {
  if (kind === "reset") return await makeResetLink(proof);
  const { publicUrl } = settings();
  if (kind !== "emailConfirm") return publicUrl;
  return `${publicUrl}/compte/adresse?cle=${await beginCeremony("email-new", proof, to)}`;
}

/** The link of a mail holds half an hour (ASVS 6.4.1). */
const resetLifeMs = 30 * 60 * 1000;

async function makeResetLink({ personId, credentialsVersion }: Proof): Promise<string> {
  const key = newToken();
  const expiresAt = new Date(now().getTime() + resetLifeMs);
  await db.passwordReset.create({ data: { id: hashOfToken(key), personId, credentialsVersion, expiresAt } });
  return `${settings().publicUrl}/mot-de-passe/nouveau?cle=${key}`;
}
