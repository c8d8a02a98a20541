import { recordEvent } from "../audit/record-event.server";
import { db, inTransaction } from "../db/database.server";
import { knownBrowser, rememberBrowser } from "./browsers.server";
import { beginCeremony, endCeremony, findCeremony } from "./ceremonies.server";
import { setFactorDeadline } from "./factor-rules.server";
import { consumeFactorCode } from "./factors.server";
import { passwordMatches } from "./passwords.server";
import { withRateLimit } from "./rate-limit.server";
import { endReplacedSession, type Proof, SessionRefused, startSession } from "./sessions.server";
import type { SignIn } from "./sign-in-form.server";

/** The result of a sign-in step. */
export type SignInStep =
  | { step: "in"; cookies: string[] }
  /** The password was correct; `token` continues with the second factor. */
  | { step: "code"; token: string }
  | { step: "refused" | "locked" | "over" };

/**
 * The first step. Neither the answer nor its timing reveals whether the mail address or the password was wrong.
 * @param cookie the browser's cookies: a browser that signed in before has its own rate limit.
 * @throws RateLimitExceeded
 */
export async function signIn({ email, password }: SignIn, cookie: string | null): Promise<SignInStep> {
  const person = await db.person.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, factorSince: true, credentialsVersion: true },
  });
  const browser = await knownBrowser(cookie, person?.id);
  const right = await withRateLimit({ door: "sign-in", account: email, browser }, async () =>
    (await passwordMatches(person?.passwordHash, password)) ? true : null,
  );
  if (!right || !person) return await refuse(person?.id ?? null);
  const proof = { personId: person.id, credentialsVersion: person.credentialsVersion };
  if (person.factorSince) return { step: "code", token: await beginCeremony("second-step", proof) };
  return await openSession(proof, cookie, "password");
}

async function refuse(personId: string | null): Promise<SignInStep> {
  await recordEvent(db, { personId }, "session.refused", null);
  return { step: "refused" };
}

/**
 * The second step: a code of the app, or a recovery code.
 * @returns `over` when the first step has expired. @throws RateLimitExceeded
 */
export async function signInWithCode(
  token: string,
  code: string,
  cookie: string | null,
): Promise<SignInStep> {
  const begun = await findCeremony("second-step", token);
  if (!begun) return { step: "over" };
  const { personId } = begun;
  const browser = await knownBrowser(cookie, personId);
  const kind = await withRateLimit({ door: "code", account: personId, browser }, () =>
    consumeFactorCode(personId, code),
  );
  if (!kind) return await refuse(personId);
  if (!(await endCeremony("second-step", token))) return { step: "over" };
  return await openSession(begun, cookie, kind);
}

/**
 * Opens the session after a proof of identity, remembers the browser, sets the day by which a second factor is required,
 * and ends the browser's previous session. Every way to sign in ends here.
 * @param by the method, for the audit entry.
 */
export async function openSession(proof: Proof, cookie: string | null, by: string): Promise<SignInStep> {
  const { personId, credentialsVersion } = proof;
  try {
    await setFactorDeadline(personId);
    const known = await knownBrowser(cookie, personId);
    const session = await startSession(personId, credentialsVersion);
    await endReplacedSession(cookie);
    await recordEvent(db, { personId }, "session.started", null, { by });
    if (!known) {
      await inTransaction((tx) => recordEvent(tx, { personId }, "session.new-device", personId));
    }
    return { step: "in", cookies: [session, await rememberBrowser(cookie, personId)] };
  } catch (error) {
    if (!(error instanceof SessionRefused)) throw error;
    const person = await db.person.findUnique({ where: { id: personId }, select: { lockedAt: true } });
    const locked = person?.lockedAt != null;
    await recordEvent(db, { personId }, "session.refused", null, { locked });
    return { step: locked ? "locked" : "refused" };
  }
}
