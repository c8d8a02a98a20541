import { recordEvent } from "../audit/record-event.server";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { queueEmail } from "./account-emails.server";
import type { Profile } from "./account-form.server";
import { knownBrowser } from "./browsers.server";
import { requiresFactor } from "./factor-rules.server";
import { hashPassword, passwordMatches } from "./passwords.server";
import { personalWords, refusePersonal } from "./personal-words.server";
import { withRateLimit } from "./rate-limit.server";
import { endSessionsAndWipe, holdCredentials, renewSession } from "./sessions.server";
import { hasTotp } from "./totp.server";

/** The viewer's account, as its pages show it. */
export async function readAccount({ personId }: Viewer) {
  const [person, totp, needed] = await Promise.all([
    db.person.findUniqueOrThrow({
      where: { id: personId },
      include: { passkeys: { orderBy: { createdAt: "asc" } }, _count: { select: { recoveries: true } } },
    }),
    hasTotp(db, personId),
    requiresFactor(db, personId),
  ]);
  const { name, email, function: work, passwordHash, factorSince, factorDue, passkeys, _count } = person;
  return {
    name,
    email,
    function: work ?? "",
    hasPassword: passwordHash !== null,
    totp,
    needed,
    passkeys: passkeys.map(({ id, name: called, createdAt, lastUsedOn }) => {
      return { id, name: called, createdAt, lastUsedOn };
    }),
    codesLeft: _count.recoveries,
    factorDue: factorSince ? null : factorDue,
  };
}

/** Saves the viewer's profile fields. */
export async function saveProfile({ personId }: Viewer, profile: Profile): Promise<void> {
  const data = { name: profile.name, function: profile.function || null };
  await inTransaction(async (tx) => {
    await tx.person.update({ where: { id: personId }, data });
    await recordEvent(tx, { personId }, "account.changed", personId);
  });
}

/**
 * Renews the proof of identity by password: the session gets a new id and counts as recently authenticated.
 * @returns the `Set-Cookie` header, or null for a wrong password. @throws RateLimitExceeded
 */
export async function confirmByPassword(
  viewer: Viewer,
  password: string,
  cookie: string | null,
): Promise<string | null> {
  const { personId } = viewer;
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { passwordHash: true, credentialsVersion: true },
  });
  const browser = await knownBrowser(cookie, personId);
  const right = await withRateLimit({ door: "sign-in", account: personId, browser }, async () =>
    (await passwordMatches(person?.passwordHash, password)) ? true : null,
  );
  await recordEvent(db, { personId }, right ? "session.confirmed" : "session.refused", null);
  if (!right || !person) return null;
  const { credentialsVersion } = person;
  return (await renewSession(viewer, { personId, credentialsVersion }))?.cookie ?? null;
}

/** Changes the viewer's password and ends their other sessions. @throws PersonalPassword */
export async function changePassword(viewer: Viewer, password: string): Promise<void> {
  assertRecentAuth(viewer);
  const { personId, sessionId } = viewer;
  refusePersonal(password, await personalWords(db, personId));
  const passwordHash = await hashPassword(password);
  await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    await tx.person.update({ where: { id: personId }, data: { passwordHash } });
    await tx.passwordReset.deleteMany({ where: { personId } });
    await endSessionsAndWipe(tx, personId, { but: sessionId });
    await recordEvent(tx, { personId }, "password.changed", null);
    await queueEmail(tx, personId, "passwordChanged");
  });
}
