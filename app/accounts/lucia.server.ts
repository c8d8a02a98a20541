import { createHash } from "node:crypto";
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import { db } from "../db/database.server";
import type { ViewerMembership } from "../http/viewer";
import { now, settings } from "../ports/ports.server";

/**
 * The whole of what this portal uses Lucia for, behind one file: session ids, their cookie, their life. Its own
 * Prisma adapter does not accept Prisma 7, and this one keeps only a SHA-256 of each session id.
 */

export interface PersonAttributes {
  name: string;
  role: "secretariat" | null;
  locale: string | null;
  rights: number;
  memberships: ViewerMembership[];
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Record<never, never>, PersonAttributes>;
    UserId: string;
    DatabaseUserAttributes: PersonAttributes;
  }
}

/** What is stored of a session id: whoever reads the table cannot sign in with it. */
export const hashOf = (sessionId: string): string => createHash("sha256").update(sessionId).digest("hex");

interface SessionRow extends PersonAttributes {
  personId: string;
  expiresAt: Date;
}

const adapter: Adapter = {
  async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [row] = await db.$queryRaw<SessionRow[]>`
      SELECT s."personId", s."expiresAt", p."name", p."role"::text AS "role", p."locale", p."rights",
        COALESCE((SELECT json_agg(json_build_object('organisationId', m."organisationId", 'role', m."role", 'class',
                    COALESCE(a."class"::text, CASE WHEN o."outside" = 'network' THEN 'network' END)) ORDER BY m."createdAt")
                  FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
                  LEFT JOIN "Admission" a ON a."organisationId" = o."id"
                  WHERE m."personId" = p."id"), '[]') AS "memberships"
      FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
      WHERE s."id" = ${hashOf(id)}`;
    if (!row) return [null, null];
    const { personId, expiresAt, ...attributes } = row;
    return [
      { id, userId: personId, expiresAt, attributes: {} },
      { id: personId, attributes },
    ];
  },
  async getUserSessions(personId) {
    const sessions = await db.session.findMany({ where: { personId } });
    return sessions.map(({ id, expiresAt }) => ({ id, userId: personId, expiresAt, attributes: {} }));
  },
  async setSession({ id, userId, expiresAt }) {
    await db.session.create({ data: { id: hashOf(id), personId: userId, expiresAt, createdAt: now() } });
  },
  async updateSessionExpiration(id, expiresAt) {
    await db.session.updateMany({ where: { id: hashOf(id) }, data: { expiresAt } });
  },
  async deleteSession(id) {
    await db.session.deleteMany({ where: { id: hashOf(id) } });
  },
  async deleteUserSessions(personId) {
    await db.session.deleteMany({ where: { personId } });
  },
  async deleteExpiredSessions() {
    await db.session.deleteMany({ where: { expiresAt: { lte: now() } } });
  },
};

function makeLucia() {
  const secure = settings().publicUrl.startsWith("https:");
  return new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(14, "d"),
    // __Host- binds the cookie to this host and to https; browsers refuse the prefix on plain-http loopback.
    sessionCookie: { name: secure ? "__Host-session" : "session", attributes: { secure, sameSite: "lax" } },
    getUserAttributes: (attributes) => attributes,
  });
}

let made: ReturnType<typeof makeLucia> | undefined;

/** Lucia, made at first use because its cookie depends on the settings. */
export function lucia(): ReturnType<typeof makeLucia> {
  made ??= makeLucia();
  return made;
}
