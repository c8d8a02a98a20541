import type { RightsHolder } from "../authorization/policy";
import type { NetworkRole, Viewer, ViewerMembership } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { now } from "../services/services.server";

/**
 * The memberships of the person `p` in the viewer's format, as JSON.
 * @param since leaves out roles that were given later.
 */
export const membershipsOf = (since?: Date): Prisma.Sql => Prisma.sql`COALESCE((
  SELECT json_agg(json_build_object('organisationId', m."organisationId", 'role', m."role", 'class',
    COALESCE(a."class"::text, CASE WHEN o."outside" = 'network' THEN 'network' END), 'state', CASE
    WHEN a."frozenAt" IS NOT NULL THEN 'frozen'
    WHEN a."organisationId" IS NOT NULL OR o."outside" = 'network' THEN 'admitted'
    WHEN c."organisationId" IS NOT NULL THEN 'candidate' ELSE 'outside' END) ORDER BY m."createdAt")
  FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId"
  LEFT JOIN "Admission" a ON a."organisationId" = o."id"
  LEFT JOIN "Candidacy" c ON c."organisationId" = o."id"
  WHERE m."personId" = p."id" ${since ? Prisma.sql`AND m."roleSince" <= ${since}` : Prisma.empty}), '[]')`;

interface CurrentRights extends RightsHolder {
  personId: string;
}

interface Reading {
  /** Counts only roles that are at least this old. */
  heldForMs?: number;
  /** Locks the rights until the transaction ends. */
  hold?: boolean;
}

/**
 * A person's current rights, for policies. The viewer of a request may be stale, and the author of an earlier request may
 * have lost the right since.
 * @returns empty rights for a locked, erased or missing account.
 */
export async function currentRights(
  tx: Database,
  personId: string,
  { heldForMs = 0, hold = tx !== db }: Reading = {},
): Promise<CurrentRights> {
  // Database triggers update the person's row at every change of rights, so a concurrent change waits for this lock.
  if (hold) await tx.$queryRaw`SELECT FROM "Person" WHERE "id" = ${personId}::uuid FOR SHARE`;
  const since = heldForMs > 0 ? new Date(now().getTime() - heldForMs) : undefined;
  const role = since
    ? Prisma.sql`CASE WHEN p."roleSince" <= ${since} THEN p."role"::text END`
    : Prisma.sql`p."role"::text`;
  const [row] = await tx.$queryRaw<{ role: NetworkRole | null; memberships: ViewerMembership[] }[]>`
    SELECT ${role} AS "role", ${membershipsOf(since)} AS "memberships" FROM "Person" p
    WHERE p."id" = ${personId}::uuid AND p."lockedAt" IS NULL AND p."erasedAt" IS NULL`;
  return { personId, role: row?.role ?? null, memberships: row?.memberships ?? [] };
}

/** A person as a viewer without a session, for what the portal does for them outside of a request; null as `currentRights`. */
export async function viewerWithoutSession(personId: string): Promise<Viewer | null> {
  const [row] = await db.$queryRaw<Omit<Viewer, "personId" | "sessionId">[]>`
    SELECT p."name", p."role"::text AS "role", p."locale", p."rights", ${membershipsOf()} AS "memberships" FROM "Person" p
    WHERE p."id" = ${personId}::uuid AND p."lockedAt" IS NULL AND p."erasedAt" IS NULL`;
  return row ? { ...row, personId, sessionId: "" } : null;
}
