import { setTimeout as delay } from "node:timers/promises";
import { db } from "../db/database.server";
import { endAccess } from "./access.server";
import { knownBrowser } from "./browsers.server";
import { passwordMatches } from "./passwords.server";
import { withRateLimit } from "./rate-limit.server";
import type { SignIn } from "./sign-in-form.server";

/** Locking takes some writing; the answer waits as long when there was nothing to lock. */
const answerMs = 400;

/**
 * Locks an account for whoever knows its password, second factor or not. What came of it is not told: this page is no
 * place to try passwords at. @throws TooMany
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
