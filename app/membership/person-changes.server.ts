import { currentRights } from "../accounts/current-rights.server";
import { setFactorDeadline } from "../accounts/factor-rules.server";
import { endSessionsAndWipe } from "../accounts/sessions.server";
import { actingFor, recordEvent } from "../audit/record-event.server";
import { allows, requireAllowed } from "../authorization/policy";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { NetworkRole, OrganisationRole, Viewer } from "../authorization/viewer";
import { type Database, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import type { ChangeRefusal } from "./network-people";
import type { PersonChange } from "./person-changes-form.server";
import { endingSessions, membershipPolicy } from "./policy";

/**
 * Changes or ends a person's rights, immediately: the next request is refused, and live connections on every process are
 * cut within two seconds and reconnect with the remaining rights (database triggers raise the rights number).
 * @returns why a permitted change was refused. @throws 404 for viewers without the right.
 */
export async function changePerson(viewer: Viewer, change: PersonChange): Promise<ChangeRefusal | null> {
  switch (change.what) {
    case "sessions":
      return await endSessions(viewer, change.person);
    case "membership":
      return await endMembership(viewer, change.membership);
    case "membership-role":
      return await changeMembershipRole(viewer, change.membership, change.role);
    case "network-role":
      return await changeNetworkRole(viewer, change.person, change.role === "none" ? null : change.role);
  }
}

async function endSessions(viewer: Viewer, personId: string): Promise<null> {
  if (!allows(viewer, membershipPolicy["people.end-sessions"])) notFound();
  await inTransaction(async (tx) => {
    const person = await tx.person.findUnique({ where: { id: personId }, select: { id: true, role: true } });
    if (!person) return;
    if (!allows(viewer, endingSessions(viewer, person))) notFound();
    const sessions = await endSessionsAndWipe(tx, personId, { but: viewer.sessionId });
    await recordEvent(tx, viewer, "sessions.ended-by-secretariat", personId, { sessions });
  });
  return null;
}

async function endMembership(viewer: Viewer, id: string): Promise<ChangeRefusal | null> {
  return await inTransaction(async (tx) => {
    const membership = await findMembership(tx, viewer, id, "people.end-membership");
    if (await leavesNoFocalPoint(tx, viewer, membership)) return "lastFocalPoint";
    const { personId, organisationId } = membership;
    await tx.membership.delete({ where: { id } });
    await recordEvent(tx, actingFor(viewer, organisationId), "membership.ended", personId);
    return null;
  });
}

async function changeMembershipRole(
  viewer: Viewer,
  id: string,
  role: OrganisationRole,
): Promise<ChangeRefusal | null> {
  return await inTransaction(async (tx) => {
    const membership = await findMembership(tx, viewer, id, "people.change-membership");
    const { personId, organisationId } = membership;
    if (membership.role === role) return null;
    if (await leavesNoFocalPoint(tx, viewer, membership)) return "lastFocalPoint";
    await tx.membership.update({ where: { id }, data: { role, roleSince: now() } });
    await recordEvent(tx, actingFor(viewer, organisationId), "membership.role-changed", personId, { role });
    return null;
  });
}

/** A membership this viewer may change; its organisation is locked until the transaction ends. @throws 404 */
async function findMembership(
  tx: Database,
  viewer: Viewer,
  id: string,
  act: "people.end-membership" | "people.change-membership",
) {
  const membership = await tx.membership.findUnique({ where: { id } });
  if (!membership) notFound();
  requireAllowed(viewer, membershipPolicy[act], membership.organisationId);
  requireAllowed(await currentRights(tx, viewer.personId), membershipPolicy[act], membership.organisationId);
  await tx.$queryRaw`SELECT FROM "Organisation" WHERE "id" = ${membership.organisationId}::uuid FOR NO KEY UPDATE`;
  return membership;
}

/** An organisation keeps at least one focal point; only the secretariat, which can appoint another, may remove the last. */
async function leavesNoFocalPoint(
  tx: Database,
  viewer: Viewer,
  { role, organisationId }: { role: OrganisationRole; organisationId: string },
): Promise<boolean> {
  if (role !== "focal_point" || viewer.role === "administrator") return false;
  return (await tx.membership.count({ where: { organisationId, role: "focal_point" } })) === 1;
}

/** Gives or removes a role in the network; the person's sessions get a new id at their next request (ASVS 7.2.4). */
async function changeNetworkRole(
  viewer: Viewer,
  personId: string,
  role: NetworkRole | null,
): Promise<ChangeRefusal | null> {
  if (!allows(viewer, membershipPolicy["people.give-role"])) notFound();
  // A recent proof is required, so that an unattended session cannot be used to appoint an administrator.
  assertRecentAuth(viewer);
  if (personId === viewer.personId) return "ownRole";
  const refusal = await inTransaction(async (tx) => {
    // Serialises two administrators who remove each other's role concurrently.
    const administrators = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Person" WHERE "role" = 'administrator' ORDER BY "id" FOR NO KEY UPDATE`;
    const person = await tx.person.findUnique({ where: { id: personId }, select: { role: true } });
    if (!person) notFound();
    if (person.role === role) return null;
    const others = administrators.filter(({ id }) => id !== personId);
    if (role !== "administrator" && others.length === 0) return "lastAdministrator" as const;
    if (!others.some(({ id }) => id === viewer.personId)) notFound();
    await tx.person.update({ where: { id: personId }, data: { role, roleSince: role && now() } });
    await recordEvent(tx, viewer, "role.changed", personId, {
      role: role ?? "none",
      before: person.role ?? "none",
    });
    return null;
  });
  if (!refusal) await setFactorDeadline(personId);
  return refusal;
}
