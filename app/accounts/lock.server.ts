import { setTimeout as delay } from "node:timers/promises";
import { db } from "../db/database.server";
import { knownBrowser } from "./browsers.server";
import { endAccess } from "./emergency-access.server";
import { passwordMatches } from "./passwords.server";
import { withRateLimit } from "./rate-limit.server";
import type { SignIn } from "./sign-in-form.server";

/** Minimum response time, equal to that of a successful lock, so that timing reveals nothing. */
const answerMs = 400;

/**
 * Locks an account by its mail address and password, without the second factor. The answer does not reveal the result, so
 * that the page cannot be used to test passwords. @throws RateLimitExceeded
 */
export async function lockByPassword({ email, password }: SignIn, cookie: string | null): Promise<void> {
  const pause = delay(answerMs);
  const person = await db.person.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
  const browser = await knownBrowser(cookie, person?.id);
  await withRateLimit({ door: "sign-in", account: email, browser }, async () => {
    const right = await passwordMatches(person?.passwordHash, password);
    if (!right || !person) return null;
    await endAccess(person.id, person.id);
    return true;
  });
  await pause;
}
