import { recordEvent } from "../audit/record-event.server";
import type { NetworkRole, Viewer } from "../authorization/viewer";
import { type Database, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { now } from "../services/services.server";
import { hashPassword } from "./passwords.server";
import { saveTotp } from "./totp.server";

export interface NewPerson {
  name: string;
  email: string;
  password: string;
  function?: string;
  role?: NetworkRole;
  /** When the role was given; defaults to now. */
  roleSince?: Date;
  locale?: string;
}

/** Creates a person who can sign in. @returns their id. @throws Prisma's P2002 when the mail address is taken. */
export async function createPerson(tx: Database, { password, email, ...person }: NewPerson): Promise<string> {
  const { id } = await tx.person.create({
    data: {
      id: newId(),
      createdAt: now(),
      email: email.trim().toLowerCase(),
      passwordHash: await hashPassword(password),
      ...person,
    },
  });
  return id;
}

/** Sets a new password for the person with this mail address, and an app's secret (base32) where they have one. */
export async function setSecrets(
  tx: Database,
  email: string,
  { password, totpSecret }: { password: string; totpSecret?: string },
): Promise<void> {
  const passwordHash = await hashPassword(password);
  const factorSince = totpSecret ? now() : null;
  const { id } = await tx.person.update({ where: { email }, data: { passwordHash, factorSince } });
  if (totpSecret) await saveTotp(tx, id, totpSecret);
}

/** Saves a person's language. */
export async function chooseLanguage(viewer: Viewer, locale: string): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.person.update({ where: { id: viewer.personId }, data: { locale } });
    await recordEvent(tx, viewer, "account.language-chosen", viewer.personId);
  });
}
