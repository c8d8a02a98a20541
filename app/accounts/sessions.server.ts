import { redirect } from "@remix-run/node";
import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import type { RenewedSession } from "../authorization/viewer.server";
import { type Database, db, inTransaction } from "../db/database.server";
import { requestAgent } from "../http/request.server";
import { log, now } from "../services/services.server";
import { type ContinuedSession, hashOf, lucia } from "./lucia.server";
import { absoluteEnd, dayOf, deviceOf } from "./session-life";

/** No session was created: the account is locked, or its credentials changed after they were proved. */
export class SessionRefused extends Error {}

/** A proof of identity with the version of the credentials used; the version is compared again when the proof is used. */
export interface Proof {
  personId: string;
  credentialsVersion: number;
}

/**
 * Starts a session with a new id.
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

/** @returns null when the database refused the session. */
async function openSession(personId: string, terms: Terms): Promise<RenewedSession | null> {
  const { id } = await lucia().createSession(personId, { ...terms, idRights: 0 });
  const sessionId = hashOf(id);
  if (!(await db.session.count({ where: { id: sessionId } }))) return null;
  return { sessionId, cookie: lucia().createSessionCookie(id).serialize() };
}

/**
 * The session id of a Cookie header. Lucia decodes every cookie of the header and throws on an undecodable one, which another
 * site of the same domain may have set: every page and the sign-out would fail. Undecodable cookies are skipped.
 */
function readSessionId(cookieHeader: string | null): string | null {
  const decodable = (cookieHeader ?? "").split(";").filter((cookie) => {
    try {
      decodeURIComponent(cookie);
      return true;
    } catch {
      return false;
    }
  });
  return lucia().readSessionCookie(decodable.map((cookie) => cookie.trim()).join("; "));
}

/** The viewer of a cookie, or null; registered with `http` as the only session lookup. */
export async function viewerOfCookie(cookieHeader: string | null): Promise<Viewer | null> {
  const sessionId = readSessionId(cookieHeader);
  if (!sessionId) return null;
  const { session, user } = await lucia().validateSession(sessionId);
  if (!session) return null;
  return {
    personId: user.id,
    sessionId: hashOf(session.id),
    name: user.name,
    picture: user.picture,
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

/** The same for live connections: a person with an overdue second factor gets none. */
export async function liveViewerOfCookie(cookieHeader: string | null): Promise<Viewer | null> {
  const viewer = await viewerOfCookie(cookieHeader);
  const due = viewer?.sign?.factorDue;
  return due && due <= now() ? null : viewer;
}

/** Grace period for requests in flight with the old session id. */
const overlapMs = 30_000;

/**
 * Locks a person's credentials until the transaction ends, for an action that changes or depends on them: concurrent
 * changes are serialised, and a session that has ended cannot act.
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
 * Gives the session a new id, so that a leaked old id does not gain the person's later rights. The same statement sets the
 * old id's expiry if it has none; a session that has ended is not continued.
 * @param proof of identity, if one was just given.
 * @returns null when a concurrent request renewed it first, or when the session or the proof is no longer valid.
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

/** The NOTIFY channel for changes of rights; see the triggers in the migrations. */
export const rightsChannel = "portal_rights";

/**
 * The current rights number of each valid session, to compare with live connections.
 * @returns no entry for a session that has ended or expired, or whose account is locked.
 */
export async function readSessionRights(sessionIds: string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; rights: number }[]>`
    SELECT s."id", p."rights" FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
    WHERE s."id" = ANY(${sessionIds}) AND s."expiresAt" > ${now()} AND p."lockedAt" IS NULL`;
  return new Map(rows.map(({ id, rights }) => [id, rights]));
}

/** Whether the viewer's session is still valid with the same rights number. */
export async function rightsUnchanged({ sessionId, rights }: Viewer): Promise<boolean> {
  return (await readSessionRights([sessionId])).get(sessionId) === rights;
}

/** Ends this session on the server. @returns the `Set-Cookie` header that clears the browser's cookie. */
export async function endSession(viewer: Viewer): Promise<string> {
  await inTransaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: viewer.sessionId, personId: viewer.personId } });
    await recordEvent(tx, viewer, "session.ended", null);
  });
  return lucia().createBlankSessionCookie().serialize();
}

/**
 * Ends the browser's previous session after a new sign-in: its cookie is replaced, so a sign-out could not end it any more.
 * The browser's data is not wiped, since the new session continues to use it.
 */
export async function endReplacedSession(cookieHeader: string | null): Promise<void> {
  const sessionId = readSessionId(cookieHeader);
  if (!sessionId) return;
  const id = hashOf(sessionId);
  await inTransaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id }, select: { personId: true } });
    const { count } = await tx.session.deleteMany({ where: { id } });
    if (session && count > 0) await recordEvent(tx, session, "session.ended", null);
  });
}

export interface OwnSession {
  /** Identifies the session in forms; grants no access. */
  id: string;
  device: string;
  startedOn: Date;
  lastSeenOn: Date;
  here: boolean;
}

/** The viewer's valid sessions, the current one first. */
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

/** Ends one of the viewer's other sessions, or all of them; their browsers wipe their data at the next request. */
export async function endOwnSessions(viewer: Viewer, id?: string): Promise<number> {
  return await inTransaction(async (tx) => {
    const ended = await endSessionsAndWipe(tx, viewer.personId, { id, but: viewer.sessionId });
    if (ended > 0) {
      const details = { sessions: ended };
      await recordEvent(tx, viewer, "session.ended-elsewhere", null, details);
    }
    return ended;
  });
}

/**
 * Ends sessions of a person remotely: their browsers are told to wipe their stored data.
 * @param only one session, or all but one. @returns how many.
 */
export async function endSessionsAndWipe(
  tx: Database,
  personId: string,
  { id, but }: { id?: string; but?: string } = {},
): Promise<number> {
  // Creating and renewing a session lock this row too: a concurrent one is either visible below or fails.
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
 * Headers for a browser whose session is no longer valid: empty, unless it was ended remotely; then they wipe the portal's
 * data in that browser.
 */
export async function sessionEndedHeaders(
  cookieHeader: string | null,
): Promise<[name: string, value: string][]> {
  const sessionId = readSessionId(cookieHeader);
  if (!sessionId || !(await db.wipedSession.findUnique({ where: { id: hashOf(sessionId) } }))) return [];
  return [
    ["Clear-Site-Data", '"cache", "storage"'],
    ["Set-Cookie", lucia().createBlankSessionCookie().serialize()],
  ];
}

/** How long remotely ended sessions are remembered, so that their browsers are told to wipe. */
const wipeMemoryMs = 180 * 24 * 60 * 60 * 1000;

/** The job: deletes expired sessions, links and browser ids. */
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
