import { recordEvent } from "../audit/record-event.server";
import { allows, requireAllowed } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { membershipPolicy } from "./policy";
import type { Situation } from "./situation";
import type { SituationForm } from "./situation-form.server";

/**
 * An organisation's administrative situation. Disclosure can endanger people, so only the secretariat and that organisation
 * may read it. @throws 404 for everyone else.
 */
export async function findSituation(viewer: Viewer, organisationId: string): Promise<Situation> {
  if (!allows(viewer, membershipPolicy["situation.see"], organisationId)) notFound();
  const row = await db.administrativeSituation.findUnique({ where: { organisationId } });
  return {
    status: row?.status ?? "unknown",
    since: row?.since?.toISOString().slice(0, 10) ?? null,
    source: row?.source ?? null,
    changedAt: row?.changedAt.toISOString() ?? null,
  };
}

/** Whether this viewer may edit it. */
export const maySetSituation = (viewer: Viewer, organisationId: string): boolean =>
  allows(viewer, membershipPolicy["situation.write"], organisationId);

/** Saves an organisation's administrative situation. @throws 404 without the right. */
export async function setSituation(
  viewer: Viewer,
  organisationId: string,
  { status, since, source }: SituationForm,
): Promise<void> {
  requireAllowed(viewer, membershipPolicy["situation.write"], organisationId);
  const known = {
    status,
    source: source || null,
    changedAt: now(),
    changedById: viewer.personId,
    since: since ? new Date(since) : null,
  };
  await inTransaction(async (tx) => {
    if (!(await tx.organisation.findUnique({ where: { id: organisationId }, select: { id: true } })))
      notFound();
    const where = { organisationId };
    await tx.administrativeSituation.upsert({ where, create: { ...where, ...known }, update: known });
    // The audit entry omits the content: the audit record has more readers than the situation.
    await recordEvent(tx, viewer, "situation.written", organisationId);
  });
}
