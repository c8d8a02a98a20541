import type { NetworkRole, Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
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
  /** Since when they have the role; from now on, where it is not said. */
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

/** Gives the person with this mail address a new password, and an app's secret (base32) where they have one. */
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

/** Keeps the language a person chose. */
export async function chooseLanguage(viewer: Viewer, locale: string): Promise<void> {
  await db.person.update({ where: { id: viewer.personId }, data: { locale } });
}
