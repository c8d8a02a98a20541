import { createHash } from "node:crypto";
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import type { NetworkRole, ViewerMembership } from "../authorization/viewer";
import { db, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { now, settings } from "../services/services.server";
import { membershipsOf } from "./current-rights.server";
import { absoluteEnd, dayOf, idleEnd } from "./session-life";

/**
 * The only file that uses Lucia: session ids and their cookie. Lucia's own Prisma adapter does not accept Prisma 7; this
 * one stores only a SHA-256 of each session id, and adds an absolute limit to Lucia's idle limit.
 */

export interface PersonAttributes {
  name: string;
  picture: string | null;
  role: NetworkRole | null;
  locale: string | null;
  rights: number;
  /** When the second factor was set up, and the day by which one is required. */
  factorSince: Date | null;
  factorDue: Date | null;
  memberships: ViewerMembership[];
}

export interface SessionAttributes {
  provenAt: Date;
  endsAt: Date;
  device: string;
  /** The person's rights number when the id was given. */
  idRights: number;
}

/** Input for a new session, beside its stored columns. */
interface SessionTerms extends SessionAttributes {
  /** Version of the credentials that were proved; null without a new proof. */
  credentialsVersion?: number | null;
  /** The session that this one continues under another id. */
  continues?: ContinuedSession;
}

/** A session as it was read; it is continued only if it is unchanged. */
export interface ContinuedSession {
  id: string;
  rights: number;
  endsAt: Date;
  /** Until when requests in flight with the old id are answered. */
  until: Date;
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<SessionAttributes, PersonAttributes>;
    UserId: string;
    DatabaseUserAttributes: PersonAttributes;
    DatabaseSessionAttributes: SessionTerms;
  }
}

/** The stored form of a session id: read access to the table is not enough to sign in. */
export const hashOf = (sessionId: string): string => createHash("sha256").update(sessionId).digest("hex");

interface SessionRow extends PersonAttributes, SessionAttributes {
  personId: string;
  expiresAt: Date;
  lastSeenOn: Date;
}

/** Disables Lucia's own renewal: each session is presented to it with its full lifetime left. */
const span = new TimeSpan(30, "d");

const adapter: Adapter = {
  async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [row] = await queryPrepared<SessionRow>(Prisma.sql`
      SELECT s."personId", s."expiresAt", s."endsAt", s."provenAt", s."lastSeenOn", s."device", s."rights" AS "idRights",
        p."name", p."picture", p."role"::text AS "role", p."locale", p."rights", p."factorSince", p."factorDue",
        ${membershipsOf()} AS "memberships"
      FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
      WHERE s."id" = ${hashOf(id)} AND s."expiresAt" > ${now()}::timestamptz AND p."lockedAt" IS NULL`);
    if (!row) return [null, null];
    await keepAlive(hashOf(id), row);
    const { personId, expiresAt: _, lastSeenOn: __, provenAt, endsAt, device, idRights, ...attributes } = row;
    return [
      {
        id,
        userId: personId,
        expiresAt: new Date(Date.now() + span.milliseconds()),
        attributes: { provenAt, endsAt, device, idRights },
      },
      { id: personId, attributes },
    ];
  },
  /**
   * Inserts nothing if the account is locked, if its credentials differ from those that were proved, or if the session to
   * continue has ended. Locks the person's row, as every operation that ends sessions does first.
   */
  async setSession({ id, userId, attributes }) {
    const { provenAt, endsAt, device, credentialsVersion = null, continues } = attributes;
    const [person] = await db.$queryRaw<{ role: NetworkRole | null }[]>`
      SELECT "role"::text AS "role" FROM "Person" WHERE "id" = ${userId}::uuid`;
    const role = person?.role ?? null;
    const end = new Date(Math.min(endsAt.getTime(), absoluteEnd(now(), role).getTime()));
    const continued = continues
      ? Prisma.sql`UPDATE "Session" s SET "endsAt" = ${continues.until}, "expiresAt" = ${continues.until},
            "rights" = holder."rights" FROM holder
          WHERE s."id" = ${continues.id} AND s."personId" = holder."id" AND s."rights" = ${continues.rights}
            AND s."endsAt" = ${continues.endsAt} RETURNING holder."id", holder."rights"`
      : Prisma.sql`SELECT "id", "rights" FROM holder`;
    await db.$executeRaw`
      WITH holder AS (SELECT "id", "rights" FROM "Person" WHERE "id" = ${userId}::uuid AND "lockedAt" IS NULL
          AND (${credentialsVersion}::int IS NULL OR "credentialsVersion" = ${credentialsVersion}::int) FOR SHARE),
        continued AS (${continued})
      INSERT INTO "Session" ("id", "personId", "createdAt", "expiresAt", "endsAt", "provenAt", "lastSeenOn", "device", "rights")
      SELECT ${hashOf(id)}, "id", ${now()}, ${idleEnd(now(), end, role)}, ${end}, ${provenAt},
        ${dayOf(now())}::date, ${device}, "rights" FROM continued`;
  },
  async deleteSession(id) {
    await db.session.deleteMany({ where: { id: hashOf(id) } });
  },
  async deleteUserSessions(personId) {
    await db.session.deleteMany({ where: { personId } });
  },
  // The rest of Lucia's adapter interface is unused: limits are enforced above, and lists are read in sessions.server.ts.
  getUserSessions: async () => [],
  updateSessionExpiration: async () => undefined,
  deleteExpiredSessions: async () => undefined,
};

/** Extends the idle limit, at most once an hour, and records the day of use. */
async function keepAlive(id: string, row: SessionRow): Promise<void> {
  const expiresAt = idleEnd(now(), row.endsAt, row.role);
  const lastSeenOn = dayOf(now());
  const gained = expiresAt.getTime() - row.expiresAt.getTime();
  if (gained < 60 * 60 * 1000 && row.lastSeenOn.getTime() >= lastSeenOn.getTime()) return;
  await db.session.updateMany({ where: { id }, data: { expiresAt, lastSeenOn } });
}

function makeLucia() {
  const secure = settings().publicUrl.startsWith("https:");
  return new Lucia(adapter, {
    sessionExpiresIn: span,
    // __Host- binds the cookie to this host and to https; browsers refuse the prefix on plain-http loopback.
    sessionCookie: { name: secure ? "__Host-session" : "session", attributes: { secure, sameSite: "lax" } },
    getUserAttributes: (attributes) => attributes,
    getSessionAttributes: (attributes) => attributes,
  });
}

let made: ReturnType<typeof makeLucia> | undefined;

/** The Lucia instance, created at first use because its cookie depends on the settings. */
export function lucia(): ReturnType<typeof makeLucia> {
  made ??= makeLucia();
  return made;
}
