import { setTimeout as delay } from "node:timers/promises";
import { recordEvent } from "../audit/record-event.server";
import { db, inTransaction } from "../db/database.server";
import { now } from "../services/services.server";
import { queueEmail } from "./account-emails.server";
import { knownBrowser, rememberBrowser } from "./browsers.server";
import { hashPassword } from "./passwords.server";
import { personalWords, refusePersonal } from "./personal-words.server";
import { withRateLimit } from "./rate-limit.server";
import { endSessionsAndWipe } from "./sessions.server";
import { hashOfToken } from "./tokens.server";

/** Minimum response time, the same with or without an account (ASVS 6.3.8). */
const answerMs = 300;

/**
 * Sends a reset link if the address has an account; neither the answer nor its timing reveals whether it has.
 * @param cookie the browser's cookies: a browser that signed in before has its own rate limit.
 * @throws RateLimitExceeded
 */
export async function requestPasswordReset(email: string, cookie: string | null): Promise<void> {
  const pause = delay(answerMs);
  const person = await db.person.findUnique({ where: { email }, select: { id: true, lockedAt: true } });
  const browser = await knownBrowser(cookie, person?.id);
  await withRateLimit({ door: "reset", account: email, browser }, async () => {
    if (person && !person.lockedAt) {
      await recordEvent(db, { personId: person.id }, "reset.asked", null);
      await queueEmail(db, person.id, "reset");
    }
    return null; // counts as an attempt in either case
  });
  await pause;
}

/** Whether a mail link is still valid. */
export async function isResetLinkValid(key: string): Promise<boolean> {
  return (await findReset(key)) !== null;
}

/** The mail address of the account that a reset link belongs to. Null when it is no longer valid. */
export async function emailOfReset(key: string): Promise<string | null> {
  return (await findReset(key))?.person.email ?? null;
}

async function findReset(key: string) {
  const found = await db.passwordReset.findUnique({
    where: { id: hashOfToken(key) },
    include: { person: { select: { email: true, lockedAt: true, credentialsVersion: true } } },
  });
  if (!found || found.expiresAt <= now() || found.person.lockedAt) return null;
  return found.credentialsVersion === found.person.credentialsVersion ? found : null;
}

/**
 * Sets a new password by a mail link, once. Does not sign in: the second factor is still required. The browser counts as
 * known from now on, since it has access to the account's mail.
 * @returns the `Set-Cookie` header; null when the link is no longer valid. @throws PersonalPassword
 */
export async function resetPassword(
  key: string,
  password: string,
  cookie: string | null,
): Promise<string | null> {
  const found = await findReset(key);
  if (!found) return null;
  const { personId } = found;
  refusePersonal(password, await personalWords(db, personId));
  const passwordHash = await hashPassword(password);
  const done = await inTransaction(async (tx) => {
    const { id, credentialsVersion } = found;
    const [person] = await tx.$queryRaw<object[]>`
      SELECT FROM "Person" WHERE "id" = ${personId}::uuid AND "lockedAt" IS NULL
        AND "credentialsVersion" = ${credentialsVersion} FOR NO KEY UPDATE`;
    if (!person || (await tx.passwordReset.deleteMany({ where: { id } })).count === 0) return false;
    await tx.passwordReset.deleteMany({ where: { personId } });
    await tx.person.update({ where: { id: personId }, data: { passwordHash } });
    await endSessionsAndWipe(tx, personId);
    await recordEvent(tx, { personId }, "password.reset", null);
    await queueEmail(tx, personId, "passwordChanged");
    return true;
  });
  if (!done) return null;
  return await rememberBrowser(cookie, personId);
}
