import { db } from "../db/database.server";
import { listen } from "../events/outbox.server";
import { serverTexts } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import { mailer, now, queueJob, settings } from "../ports/ports.server";
import { addressedTo } from "./ceremonies.server";
import type catalogue from "./messages.fr.json";
import type { Proof } from "./sessions.server";
import { hashOfToken, newToken } from "./tokens.server";

const text = serverTexts<typeof catalogue>("accounts");

/** What the portal writes to somebody about their account. Subjects say nothing that a stranger should not read. */
export type LetterKind =
  | "welcome"
  | "reset"
  | "passwordChanged"
  | "emailConfirm"
  | "emailChanged"
  | "factorChanged"
  | "recoveryUsed"
  | "locked"
  | "unlocked";

/** Jobs of the mail queue carry ids only; the message is written when it is sent. */
interface LetterJob {
  personId: string;
  kind: LetterKind;
  /** Where it goes to another address than the account's: what keeps that address. */
  ceremony?: string;
}

/** Hears of what deserves a message; called once at start. */
export function registerAccountMails(): void {
  listen("network.created", async ({ personId }) => queueLetter(personId, "welcome"));
}

/** Puts a letter aside for sending. @param ceremony keeps its address, where that is not the account's. */
export async function queueLetter(personId: string, kind: LetterKind, ceremony?: string): Promise<void> {
  await queueJob("accounts.letter", { personId, kind, ceremony } satisfies LetterJob);
}

/** The job: writes and sends one letter, in its reader's language. */
export async function sendLetter({ personId, kind, ceremony }: LetterJob): Promise<void> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { email: true, locale: true, lockedAt: true, credentialsVersion: true },
  });
  const elsewhere = ceremony ? await addressedTo(ceremony) : null;
  if (!person || (ceremony && !elsewhere) || (kind === "reset" && person.lockedAt)) return;
  const locale = person.locale ?? sourceLocale;
  const to = elsewhere?.email ?? person.email;
  const { credentialsVersion } = person;
  const address = await linkOf(kind, { personId, credentialsVersion }, elsewhere?.token);
  const [subject, body] = [
    text(locale, `mail.${kind}.subject`),
    text(locale, `mail.${kind}.text`, { address }),
  ];
  await mailer().send({ to, subject, text: body });
}

async function linkOf(kind: LetterKind, proof: Proof, token = ""): Promise<string> {
  if (kind === "reset") return await makeResetLink(proof);
  const { publicUrl } = settings();
  return kind === "emailConfirm" ? `${publicUrl}/compte/adresse?cle=${token}` : publicUrl;
}

/** The link of a mail holds half an hour (ASVS 6.4.1). */
const resetLifeMs = 30 * 60 * 1000;

/**
 * Made when the mail is sent, so that its key stands in no queue. It holds for the credentials that were read with the
 * address: changed meanwhile, it opens nothing.
 */
async function makeResetLink({ personId, credentialsVersion }: Proof): Promise<string> {
  const key = newToken();
  const expiresAt = new Date(now().getTime() + resetLifeMs);
  await db.passwordReset.create({ data: { id: hashOfToken(key), personId, credentialsVersion, expiresAt } });
  return `${settings().publicUrl}/mot-de-passe/nouveau?cle=${key}`;
}
