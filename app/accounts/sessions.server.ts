import { record } from "../audit/audit.server";
import { db, inTransaction } from "../db/database.server";
import type { Viewer } from "../http/viewer";
import { log, now } from "../ports/ports.server";
import { hashOf, lucia } from "./lucia.server";

/** Starts a session with a fresh id. @returns the `Set-Cookie` header. */
export async function startSession(personId: string): Promise<string> {
  const session = await lucia().createSession(personId, {});
  return lucia().createSessionCookie(session.id).serialize();
}

/** Who the cookie belongs to, or null; registered with `http` as the one session lookup. */
export async function viewerOfCookie(cookieHeader: string | null): Promise<Viewer | null> {
  const sessionId = lucia().readSessionCookie(cookieHeader ?? "");
  if (!sessionId) return null;
  const { session, user } = await lucia().validateSession(sessionId);
  if (!session) return null;
  return {
    personId: user.id,
    sessionId: hashOf(session.id),
    name: user.name,
    role: user.role,
    memberships: user.memberships,
    locale: user.locale,
    rights: user.rights,
  };
}

/** The channel on which the database says that somebody's rights changed; see the triggers in the migrations. */
export const rightsChannel = "portal_rights";

/**
 * The number of rights of each session that still holds, for live connections to be compared with.
 * @returns nothing for a session that has ended or run out.
 */
export async function readRights(sessionIds: string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; rights: number }[]>`
    SELECT s."id", p."rights" FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
    WHERE s."id" = ANY(${sessionIds}) AND s."expiresAt" > ${now()}`;
  return new Map(rows.map(({ id, rights }) => [id, rights]));
}

/** Ends this session on the server. @returns the `Set-Cookie` header that clears the browser's cookie. */
export async function endSession(viewer: Viewer): Promise<string> {
  await inTransaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: viewer.sessionId, personId: viewer.personId } });
    await record(tx, { personId: viewer.personId, action: "session.ended" });
  });
  return lucia().createBlankSessionCookie().serialize();
}

/** The job: removes sessions that ran out. */
export async function cleanExpiredSessions(): Promise<void> {
  const { count } = await db.session.deleteMany({ where: { expiresAt: { lte: now() } } });
  log().info({ sessions: count }, "expired sessions removed");
}
