import { recordEvent } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import type { Viewer } from "../authorization/viewer";
import { type Database, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { type OrganisationState, stepsFrom } from "./admission";
import type { Decision } from "./admission-form.server";
import { membershipPolicy } from "./policy";

/**
 * Takes a step of an organisation's admission. Rights change immediately: database triggers raise the people's rights
 * number in this transaction, and live connections are cut within two seconds.
 * @returns false when the admission is no longer in a state from which the step starts (a concurrent decision).
 * @throws 404 for everyone but administrators, and for the network's own organisation.
 */
export async function decide(viewer: Viewer, organisationId: string, decision: Decision): Promise<boolean> {
  if (!allows(viewer, membershipPolicy["admission.decide"])) notFound();
  return await inTransaction(async (tx) => {
    const state = await lockState(tx, organisationId);
    if (!stepsFrom(state).includes(decision.step)) return false;
    await takeStep(tx, organisationId, decision, viewer.personId);
    await recordEvent(tx, viewer, `admission.${decision.step}`, organisationId, {
      class: "class" in decision ? decision.class : undefined,
    });
    return true;
  });
}

/** An organisation's admission, locked until the transaction ends to serialise decisions. @throws 404 */
async function lockState(tx: Database, id: string): Promise<OrganisationState> {
  const [row] = await tx.$queryRaw<{ outside: string | null }[]>`
    SELECT "outside"::text FROM "Organisation" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  if (!row || row.outside === "network") notFound();
  return await stateOf(tx, id);
}

async function stateOf(tx: Database, organisationId: string): Promise<OrganisationState> {
  const where = { organisationId };
  const admission = await tx.admission.findUnique({ where });
  if (admission) return admission.frozenAt ? "frozen" : "admitted";
  if (await tx.candidacy.findUnique({ where })) return "candidate";
  return (await tx.admissionChange.findFirst({ where: { ...where, step: "left" } })) ? "left" : "outside";
}

/** Writes a step and its history entry; the caller has checked that the step is allowed. */
export async function takeStep(
  tx: Database,
  organisationId: string,
  decision: Decision,
  byId: string | null,
): Promise<void> {
  await apply(tx, organisationId, decision);
  const { step, reason } = decision;
  await tx.admissionChange.create({
    data: {
      id: newId(),
      organisationId,
      step,
      reason,
      at: now(),
      byId,
      class: "class" in decision ? decision.class : null,
    },
  });
}

async function apply(tx: Database, organisationId: string, decision: Decision): Promise<void> {
  const where = { organisationId };
  switch (decision.step) {
    case "candidate":
      await tx.candidacy.create({ data: { ...where, class: decision.class, openedAt: now() } });
      return;
    case "declined":
      await tx.candidacy.delete({ where });
      return;
    case "admitted":
      await tx.candidacy.deleteMany({ where });
      await tx.admission.create({ data: { ...where, class: decision.class, admittedAt: now() } });
      return;
    case "class_changed":
      await tx.admission.update({ where, data: { class: decision.class } });
      return;
    case "frozen":
      await tx.admission.update({ where, data: { frozenAt: now() } });
      return;
    case "restored":
      await tx.admission.update({ where, data: { frozenAt: null } });
      return;
    case "left":
      await tx.admission.delete({ where });
  }
}
