import { record } from "../audit/audit.server";
import { db } from "../db/database.server";
import { passwordMatches } from "./passwords.server";
import { startSession } from "./sessions.server";
import type { SignIn } from "./sign-in";

/**
 * Signs a person in.
 * @returns the `Set-Cookie` header of a new session, or null when mail and password do not belong together;
 *   which of the two was wrong cannot be seen, in words or in time.
 */
export async function signIn({ email, password }: SignIn): Promise<string | null> {
  const person = await db.person.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
  if (!(await passwordMatches(person?.passwordHash, password))) {
    await record(db, { personId: person?.id ?? null, action: "session.refused" });
    return null;
  }
  if (!person) return null;
  await record(db, { personId: person.id, action: "session.started" });
  return await startSession(person.id);
}
