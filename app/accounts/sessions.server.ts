import { redirect } from "@remix-run/node";
import { record } from "../audit/audit.server";
import type { Viewer } from "../authorization/viewer";
import type { RenewedSession } from "../authorization/viewer.server";
import { type Database, db, inTransaction } from "../db/database.server";
import { requestAgent } from "../http/request.server";
import { log, now } from "../services/services.server";
import { type ContinuedSession, hashOf, lucia } from "./lucia.server";
import { absoluteEnd, dayOf, deviceOf } from "./session-life";

/** No session begins: the account is locked, or its credentials have changed since they were proved. */
export class SessionRefused extends Error {}

/** Somebody has proved who they are, with the credentials of this number: compared when it opens something. */
export interface Proof {
  personId: string;
  credentialsVersion: number;
}

/**
 * Starts a session with a fresh id.
 * @param credentialsVersion of the credentials that were proved.
 * @returns the `Set-Cookie` header. @throws SessionRefused
 */
export async function startSession(personId: string, credentialsVersion?: number): Promise<string> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { role: true } });
  const endsAt = absoluteEnd(now(), person.role);
  const terms = { provenAt: now(), endsAt, device: deviceOf(requestAgent()), credentialsVersion };
  const begun = await openSession(personId, terms);
  if (!begun) throw new SessionRefused();
  return begun.cookie;
}

interface Terms {
  provenAt: Date;
  endsAt: Date;
  device: string;
  credentialsVersion?: number;
  continues?: ContinuedSession;
}

/** @returns null when the database let none begin. */
async function openSession(personId: string, terms: Terms): Promise<RenewedSession | null> {
  const { id } = await lucia().createSession(personId, { ...terms, idRights: 0 });
  const sessionId = hashOf(id);
  if (!(await db.session.count({ where: { id: sessionId } }))) return null;
  return { sessionId, cookie: lucia().createSessionCookie(id).serialize() };
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
    sign: {
      provenAt: session.provenAt,
      factorDue: user.factorSince ? null : user.factorDue,
      newRights: session.idRights !== user.rights,
    },
  };
}

/** The same for live connections: whoever still owes a second factor gets none. */
export async function liveViewerOfCookie(cookieHeader: string | null): Promise<Viewer | null> {
  const viewer = await viewerOfCookie(cookieHeader);
  const due = viewer?.sign?.factorDue;
  return due && due <= now() ? null : viewer;
}

/** Requests that were already on their way with the old id are still answered for so long. */
const overlapMs = 30_000;

/**
 * Holds a person's credentials until the transaction ends, for an act of theirs that changes them or that stands on them:
 * changes of the same moment wait for each other, and a session that was ended meanwhile does nothing more.
 * @throws a redirect to the sign-in page.
 */
export async function holdCredentials(tx: Database, { personId, sessionId }: Viewer): Promise<Proof> {
  const [person] = await tx.$queryRaw<{ credentialsVersion: number }[]>`
    SELECT "credentialsVersion" FROM "Person" WHERE "id" = ${personId}::uuid FOR NO KEY UPDATE`;
  const session = { id: sessionId, personId, expiresAt: { gt: now() } };
  if (!person || (await tx.session.count({ where: session })) === 0) throw redirect("/connexion");
  return { personId, ...person };
}

/**
 * Gives the session another id: what somebody saw of the old one opens nothing of what the person may do from now on. In the
 * same statement the old one gets its end, if it has none yet: of a session that ended meanwhile nothing goes on.
 * @param proof that it is still the same person, where it was just given.
 * @returns null when another request of the same moment has done it, or when the session or the proof holds no more.
 */
export async function renewSession(viewer: Viewer, proof?: Proof): Promise<RenewedSession | null> {
  const old = await db.session.findUnique({ where: { id: viewer.sessionId } });
  if (!old) return null;
  const { id, rights, endsAt, device } = old;
  const continues = { id, rights, endsAt, until: overlap() };
  const provenAt = proof ? now() : old.provenAt;
  const { credentialsVersion } = proof ?? {};
  return await openSession(viewer.personId, { endsAt, device, provenAt, credentialsVersion, continues });
}

const overlap = () => new Date(now().getTime() + overlapMs);

/** The channel on which the database says that somebody's rights changed; see the triggers in the migrations. */
export const rightsChannel = "portal_rights";

/**
 * The number of rights of each session that still holds, for live connections to be compared with.
 * @returns nothing for a session that has ended or run out, or whose account is locked.
 */
export async function readSessionRights(sessionIds: string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; rights: number }[]>`
    SELECT s."id", p."rights" FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
    WHERE s."id" = ANY(${sessionIds}) AND s."expiresAt" > ${now()} AND p."lockedAt" IS NULL`;
  return new Map(rows.map(({ id, rights }) => [id, rights]));
}

/** Whether the viewer's session still holds, with the rights that it had. */
export async function rightsUnchanged({ sessionId, rights }: Viewer): Promise<boolean> {
  return (await readSessionRights([sessionId])).get(sessionId) === rights;
}

/** Ends this session on the server. @returns the `Set-Cookie` header that clears the browser's cookie. */
export async function endSession(viewer: Viewer): Promise<string> {
  await inTransaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: viewer.sessionId, personId: viewer.personId } });
    await record(tx, { personId: viewer.personId, action: "session.ended" });
  });
  return lucia().createBlankSessionCookie().serialize();
}

/**
 * Ends the session that a browser came with, once it got another: its cookie is gone, and nobody who signs out here would
 * end it. Nothing is wiped: the browser goes on with its new session.
 */
export async function endReplacedSession(cookieHeader: string | null): Promise<void> {
  const sessionId = lucia().readSessionCookie(cookieHeader ?? "");
  if (!sessionId) return;
  const id = hashOf(sessionId);
  await inTransaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id }, select: { personId: true } });
    const { count } = await tx.session.deleteMany({ where: { id } });
    if (session && count > 0) await record(tx, { personId: session.personId, action: "session.ended" });
  });
}

export interface OwnSession {
  /** Names it in a form; opens nothing. */
  id: string;
  device: string;
  startedOn: Date;
  lastSeenOn: Date;
  here: boolean;
}

/** The viewer's own sessions that hold, this one first. */
export async function listOwnSessions({ personId, sessionId }: Viewer): Promise<OwnSession[]> {
  const rows = await db.session.findMany({
    where: { personId, expiresAt: { gt: now() } },
    orderBy: [{ lastSeenOn: "desc" }, { createdAt: "desc" }],
  });
  const own = rows.map(({ id, device, createdAt, lastSeenOn }) => {
    return { id, device, startedOn: dayOf(createdAt), lastSeenOn, here: id === sessionId };
  });
  return own.sort((one, other) => Number(other.here) - Number(one.here));
}

/** Ends one of the viewer's other sessions, or all of them; what their browsers kept goes at their next contact. */
export async function endOwnSessions(viewer: Viewer, id?: string): Promise<number> {
  return await inTransaction(async (tx) => {
    const ended = await endSessionsAndWipe(tx, viewer.personId, { id, but: viewer.sessionId });
    if (ended > 0) {
      const details = { sessions: ended };
      await record(tx, { personId: viewer.personId, action: "session.ended-elsewhere", details });
    }
    return ended;
  });
}

/**
 * Ends sessions of a person from elsewhere: a browser that comes with one of them is told to forget all it kept.
 * @param only one session, or all but one. @returns how many.
 */
export async function endSessionsAndWipe(
  tx: Database,
  personId: string,
  { id, but }: { id?: string; but?: string } = {},
): Promise<number> {
  // A session that begins or goes on under another id holds this row: it is seen below, or sees that it has ended.
  await tx.$queryRaw`SELECT FROM "Person" WHERE "id" = ${personId}::uuid FOR NO KEY UPDATE`;
  const rows = await tx.session.findMany({
    where: { personId, AND: [id ? { id } : {}, but ? { id: { not: but } } : {}] },
    select: { id: true },
  });
  const ids = rows.map((row) => row.id);
  await tx.wipedSession.createMany({
    data: ids.map((each) => ({ id: each, at: now() })),
    skipDuplicates: true,
  });
  await tx.session.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}

/**
 * What to tell a browser whose session no longer holds: nothing, unless it was ended from elsewhere; then it has to
 * forget everything of this portal that it kept.
 */
export async function sessionEndedHeaders(
  cookieHeader: string | null,
): Promise<[name: string, value: string][]> {
  const sessionId = lucia().readSessionCookie(cookieHeader ?? "");
  if (!sessionId || !(await db.wipedSession.findUnique({ where: { id: hashOf(sessionId) } }))) return [];
  return [
    ["Clear-Site-Data", '"cache", "storage"'],
    ["Set-Cookie", lucia().createBlankSessionCookie().serialize()],
  ];
}

/** A browser that has not come by for so long has nothing left of a session. */
const wipeMemoryMs = 180 * 24 * 60 * 60 * 1000;

/** The job: removes what ran out: sessions, links, browsers that have not come back. */
export async function cleanExpiredSessions(): Promise<void> {
  const expired = { where: { expiresAt: { lte: now() } } };
  const { count } = await db.session.deleteMany(expired);
  await Promise.all([
    db.ceremony.deleteMany(expired),
    db.passwordReset.deleteMany(expired),
    db.knownBrowser.deleteMany(expired),
    db.restoration.deleteMany(expired),
    db.wipedSession.deleteMany({ where: { at: { lte: new Date(now().getTime() - wipeMemoryMs) } } }),
  ]);
  log().info({ sessions: count }, "expired sessions removed");
}
