import { record } from "../audit/audit.server";
import { type Database, db, inTransaction } from "../db/database.server";
import { requestAgent } from "../http/request.server";
import type { Viewer } from "../http/viewer";
import type { NewId } from "../http/viewer.server";
import { log, now } from "../ports/ports.server";
import { hashOf, lucia } from "./lucia.server";
import { absoluteEnd, dayOf, deviceOf } from "./session-life";

/** The account is locked: no session begins. */
export class AccountLocked extends Error {}

/**
 * Starts a session with a fresh id, for somebody who has just proved who they are.
 * @returns the `Set-Cookie` header. @throws AccountLocked
 */
export async function startSession(personId: string): Promise<string> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { role: true } });
  const endsAt = absoluteEnd(now(), person.role);
  return await openSession(personId, { provenAt: now(), endsAt, device: deviceOf(requestAgent()) });
}

interface Terms {
  provenAt: Date;
  endsAt: Date;
  device: string;
}

async function openSession(personId: string, terms: Terms): Promise<string> {
  return (await openNamedSession(personId, terms)).cookie;
}

async function openNamedSession(personId: string, terms: Terms): Promise<NewId> {
  const { id } = await lucia().createSession(personId, { ...terms, idRights: 0 });
  const sessionId = hashOf(id);
  if (!(await db.session.count({ where: { id: sessionId } }))) throw new AccountLocked();
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
 * Gives the session another id: what somebody saw of the old one opens nothing of what the person may do from now on.
 * @returns null when another request of the same moment has done it.
 */
export async function renewSession(viewer: Viewer, provenAt?: Date): Promise<NewId | null> {
  const old = await db.session.findUnique({ where: { id: viewer.sessionId } });
  if (!old) return null;
  const { count } = await db.session.updateMany({
    where: { id: old.id, rights: old.rights, endsAt: old.endsAt },
    data: { endsAt: overlap(), expiresAt: overlap(), rights: viewer.rights },
  });
  if (count === 0) return null;
  const { endsAt, device } = old;
  return await openNamedSession(viewer.personId, { endsAt, device, provenAt: provenAt ?? old.provenAt });
}

const overlap = () => new Date(now().getTime() + overlapMs);

/** The channel on which the database says that somebody's rights changed; see the triggers in the migrations. */
export const rightsChannel = "portal_rights";

/**
 * The number of rights of each session that still holds, for live connections to be compared with.
 * @returns nothing for a session that has ended or run out, or whose account is locked.
 */
export async function readRights(sessionIds: string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; rights: number }[]>`
    SELECT s."id", p."rights" FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
    WHERE s."id" = ANY(${sessionIds}) AND s."expiresAt" > ${now()} AND p."lockedAt" IS NULL`;
  return new Map(rows.map(({ id, rights }) => [id, rights]));
}

/** Whether the viewer's session still holds, with the rights that it had. */
export async function rightsUnchanged({ sessionId, rights }: Viewer): Promise<boolean> {
  return (await readRights([sessionId])).get(sessionId) === rights;
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
    const ended = await wipeSessions(tx, viewer.personId, { id, but: viewer.sessionId });
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
export async function wipeSessions(
  tx: Database,
  personId: string,
  { id, but }: { id?: string; but?: string } = {},
): Promise<number> {
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
export async function farewell(cookieHeader: string | null): Promise<[name: string, value: string][]> {
  const sessionId = lucia().readSessionCookie(cookieHeader ?? "");
  if (!sessionId || !(await db.wipedSession.findUnique({ where: { id: hashOf(sessionId) } }))) return [];
  return [
    ["Clear-Site-Data", '"cache", "storage"'],
    ["Set-Cookie", lucia().createBlankSessionCookie().serialize()],
  ];
}

/** A browser that has not come by for so long has nothing left of a session. */
const wipedForMs = 180 * 24 * 60 * 60 * 1000;

/** The job: removes what ran out: sessions, links, browsers that have not come back. */
export async function cleanExpiredSessions(): Promise<void> {
  const expired = { where: { expiresAt: { lte: now() } } };
  const { count } = await db.session.deleteMany(expired);
  await Promise.all([
    db.ceremony.deleteMany(expired),
    db.passwordReset.deleteMany(expired),
    db.knownBrowser.deleteMany(expired),
    db.restoration.deleteMany(expired),
    db.wipedSession.deleteMany({ where: { at: { lte: new Date(now().getTime() - wipedForMs) } } }),
  ]);
  log().info({ sessions: count }, "expired sessions removed");
}
