import { currentRights } from "../accounts/current-rights.server";
import { setFactorDeadline } from "../accounts/factor-rules.server";
import { actingFor, recordEvent } from "../audit/record-event.server";
import { requireAllowed } from "../authorization/policy";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { badRequest, forbidden, notFound } from "../http/errors";
import { today } from "../network/today.server";
import { now } from "../services/services.server";
import type { HeldMandate } from "./mandates";
import type { NewMandate } from "./mandates-form.server";
import { mandatePolicy } from "./policy";

/**
 * The mandates under which the viewer may sign now, as holder or alternate: not revoked, valid today, for a member
 * organisation that is not frozen and to which the viewer still belongs.
 */
export async function findMandates(viewer: Viewer): Promise<HeldMandate[]> {
  const day = await today();
  const rows = await db.$queryRaw<(Omit<HeldMandate, "until"> & { until: Date })[]>`
    SELECT m."id", m."organisationId", m."until",
      CASE WHEN m."personId" = ${viewer.personId}::uuid THEN 'holder' ELSE 'alternate' END AS "as"
    FROM "Mandate" m
    JOIN "Membership" b ON b."organisationId" = m."organisationId" AND b."personId" = ${viewer.personId}::uuid
    JOIN "Organisation" o ON o."id" = m."organisationId"
    LEFT JOIN "Admission" a ON a."organisationId" = m."organisationId"
    WHERE m."revokedAt" IS NULL AND ${day}::date BETWEEN m."from" AND m."until"
      AND (o."outside" = 'network' OR (a."class" IS NOT NULL AND a."frozenAt" IS NULL))
      AND (m."personId" = ${viewer.personId}::uuid OR EXISTS (SELECT FROM "MandateAlternate" s
        WHERE s."mandateId" = m."id" AND s."personId" = ${viewer.personId}::uuid))
    ORDER BY 4 DESC, m."until" DESC`;
  return rows.map(({ until, ...row }) => ({ ...row, until: dayOf(until) }));
}

/**
 * The mandate under which the viewer acts for an organisation: for signatures, votes, reservations. Read at every action
 * and never cached, so that a revocation takes effect immediately.
 * @throws 403 without a mandate.
 */
export async function requireMandate(viewer: Viewer, organisationId: string): Promise<HeldMandate> {
  const held = (await findMandates(viewer)).find((mandate) => mandate.organisationId === organisationId);
  return held ?? forbidden("no-mandate");
}

/** Whether a person holds a current or future mandate; a second factor is required of them. */
export async function holdsMandate(tx: Database, personId: string): Promise<boolean> {
  const day = new Date(await today(tx));
  const own = { OR: [{ personId }, { alternates: { some: { personId } } }] };
  return (await tx.mandate.count({ where: { ...own, revokedAt: null, until: { gte: day } } })) > 0;
}

/** A date without a time: YYYY-MM-DD. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Why a permitted mandate was refused. */
export type MandateRefusal = "notTheirs" | "past";

/**
 * Gives a mandate. The holder's rights change immediately. Idempotent by its key.
 * @throws 404 for viewers who may not give one for this organisation.
 */
export async function giveMandate(
  viewer: Viewer,
  mandate: NewMandate,
): Promise<{ id: string } | MandateRefusal> {
  const { organisation: organisationId, person: personId, alternates, from, until, key } = mandate;
  requireAllowed(viewer, mandatePolicy["mandates.give"], organisationId);
  assertRecentAuth(viewer);
  const given = { givenById: viewer.personId, idempotencyKey: key };
  const before = await db.mandate.findUnique({ where: { givenById_idempotencyKey: given } });
  if (before?.organisationId === organisationId && before.personId === personId) return before;
  if (before) badRequest();
  if (until < (await today())) return "past";
  const made = await inTransaction(async (tx) => {
    requireAllowed(await currentRights(tx, viewer.personId), mandatePolicy["mandates.give"], organisationId);
    const people = [...new Set([personId, ...alternates])];
    // Locks the memberships until the commit, so that a concurrent departure either precedes this or ends the new mandate.
    const belonging = await tx.$queryRaw<object[]>`
      SELECT FROM "Membership" WHERE "organisationId" = ${organisationId}::uuid
        AND "personId" = ANY(${people}::uuid[]) ORDER BY "id" FOR SHARE`;
    if (belonging.length !== people.length) return "notTheirs" as const;
    const { id } = await tx.mandate.create({
      data: {
        id: newId(),
        organisationId,
        personId,
        givenAt: now(),
        ...given,
        from: new Date(from),
        until: new Date(until),
        alternates: {
          create: [...new Set(alternates)].map((person, position) => ({ personId: person, position })),
        },
      },
    });
    await recordEvent(tx, actingFor(viewer, organisationId), "mandate.given", id, {
      holder: personId,
      from,
      until,
      alternates: alternates.length,
    });
    return { id };
  });
  if (made !== "notTheirs") for (const person of [personId, ...alternates]) await setFactorDeadline(person);
  return made;
}

/** Revokes a mandate immediately. Idempotent. @throws 404 without the right. */
export async function revokeMandate(viewer: Viewer, id: string | undefined, reason: string): Promise<void> {
  const mandate = id ? await db.mandate.findUnique({ where: { id } }) : null;
  if (!id || !mandate) notFound();
  requireAllowed(viewer, mandatePolicy["mandates.revoke"], mandate.organisationId);
  assertRecentAuth(viewer);
  const { organisationId, personId } = mandate;
  await inTransaction(async (tx) => {
    requireAllowed(
      await currentRights(tx, viewer.personId),
      mandatePolicy["mandates.revoke"],
      organisationId,
    );
    const { count } = await tx.mandate.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now(), revokedById: viewer.personId, revokedBecause: reason },
    });
    if (count === 0) return;
    await recordEvent(tx, actingFor(viewer, organisationId), "mandate.revoked", id, { holder: personId });
  });
}
