import { recordEvent } from "../audit/record-event.server";
import { allows, type RightsHolder, type Rule } from "../authorization/policy";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { NetworkRole, Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { forbidden, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { queueEmail } from "./account-emails.server";
import { currentRights } from "./current-rights.server";
import { dropFactors } from "./factors.server";
import { accountPolicy, amongRoles } from "./policy";
import { endSessionsAndWipe } from "./sessions.server";

/** Emergency lock of an account by one person; unlocking it, or removing a lost second factor, by two people. */

export type RestorationKind = "unlock" | "factor";

interface Found {
  id: string;
  name: string;
  role: NetworkRole | null;
  organisations: string[];
  locked: boolean;
  factorSince: Date | null;
}

/** The person, if the viewer may act on their access. @throws 404 otherwise. */
async function findPerson(viewer: Viewer, personId: string | undefined): Promise<Found> {
  const row = personId
    ? await db.person.findUnique({ where: { id: personId }, include: { memberships: true } })
    : null;
  if (!row || row.id === viewer.personId) notFound();
  const { id, name, role, lockedAt, factorSince, memberships } = row;
  const organisations = memberships.map(({ organisationId }) => organisationId);
  const person = { id, name, role, organisations, locked: lockedAt !== null, factorSince };
  return isAffairOf(viewer, person, "lock") ? person : notFound();
}

/** Whether a viewer with these rights may take this step for a person. */
function isAffairOf(
  holder: RightsHolder,
  { role, organisations }: Found,
  act: keyof typeof accountPolicy,
): boolean {
  const rule: Rule = role ? amongRoles : accountPolicy[act];
  return [null, ...organisations].some((organisation) => allows(holder, rule, organisation));
}

/**
 * Minimum age of the role that lets a person act as one of the two. Without it, one administrator could give the role to a
 * second account of their own and approve alone.
 */
const minRoleAgeMs = 24 * 60 * 60 * 1000;

/** Whether a person may act as one of the two now. */
async function counts(
  tx: Database,
  personId: string,
  person: Found,
  act: keyof typeof accountPolicy,
): Promise<boolean> {
  return isAffairOf(await currentRights(tx, personId, { heldForMs: minRoleAgeMs }), person, act);
}

/** The state of an action that needs two people, as a viewer sees it. */
export type RestorationState = "no" | "tooNew" | "askable" | "asked" | "confirmable";

/** The actions available on a person's access, and the pending request of another person. */
export async function readAccess(viewer: Viewer, personId: string | undefined) {
  const person = await findPerson(viewer, personId);
  const { id, name, locked, factorSince } = person;
  return {
    id,
    name,
    locked,
    hasFactor: factorSince !== null,
    unlock: locked ? await readRestoration(viewer, person, "unlock") : ("no" as const),
    factor: factorSince ? await readRestoration(viewer, person, "factor") : ("no" as const),
  };
}

async function readRestoration(
  viewer: Viewer,
  person: Found,
  kind: RestorationKind,
): Promise<RestorationState> {
  const found = await findAsked(db, person, kind);
  if (found?.requestedById === viewer.personId) return "asked";
  const act = found ? (`${kind}.confirm` as const) : (`${kind}.ask` as const);
  if (!isAffairOf(viewer, person, act)) return found ? "asked" : "no";
  if (!(await counts(db, viewer.personId, person, act))) return "tooNew";
  return found ? "confirmable" : "askable";
}

/** The pending request, if its author still has the right. Inside a transaction, that right is locked until the commit. */
async function findAsked(tx: Database, person: Found, kind: RestorationKind) {
  const where = { personId: person.id, kind, expiresAt: { gt: now() } };
  const found = await tx.restoration.findFirst({ where });
  if (!found || !(await counts(tx, found.requestedById, person, `${kind}.ask`))) return null;
  return found;
}

/** Locks an account immediately. @throws 404 without the right. */
export async function lockAccount(viewer: Viewer, personId: string | undefined): Promise<void> {
  const person = await findPerson(viewer, personId);
  await endAccess(person.id, viewer.personId);
}

/** Locks the viewer's own account. */
export const lockOwnAccount = ({ personId }: Viewer): Promise<void> => endAccess(personId, personId);

/**
 * Ends all sessions: live connections are cut within two seconds, and browsers wipe their stored data at their next
 * request. Also ends mail links and pending two-person requests. The outbox event lets other rooms end links of theirs that
 * work without a session.
 */
export async function endAccess(personId: string, byId: string | null): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { id: personId, lockedAt: null },
      data: { lockedAt: now() },
    });
    const sessions = await endSessionsAndWipe(tx, personId);
    await tx.passwordReset.deleteMany({ where: { personId } });
    await tx.restoration.deleteMany({ where: { personId } });
    if (count === 0) return;
    await recordEvent(tx, { personId: byId }, "account.locked", personId, { sessions });
    await queueEmail(tx, personId, "locked");
  });
}

/** How long the second person has to approve. */
const askedForMs = 7 * 24 * 60 * 60 * 1000;

/** First step of two. Idempotent; a request whose author lost the right is replaced. */
export async function requestRestoration(
  viewer: Viewer,
  personId: string | undefined,
  kind: RestorationKind,
): Promise<void> {
  const person = await findPerson(viewer, personId);
  if (!isAffairOf(viewer, person, `${kind}.ask`) || !isNeeded(person, kind)) notFound();
  assertRecentAuth(viewer);
  const asking = { requestedById: viewer.personId, expiresAt: new Date(now().getTime() + askedForMs) };
  await inTransaction(async (tx) => {
    if (!(await counts(tx, viewer.personId, person, `${kind}.ask`))) forbidden();
    if (await findAsked(tx, person, kind)) return;
    await tx.restoration.deleteMany({ where: { personId: person.id, kind } });
    await tx.restoration.create({ data: { personId: person.id, kind, ...asking } });
    await recordEvent(tx, viewer, `account.${kind}-asked`, person.id);
  });
}

const isNeeded = ({ locked, factorSince }: Found, kind: RestorationKind): boolean =>
  kind === "unlock" ? locked : factorSince !== null;

/**
 * Second step of two. Both people must have the right now, and must have had it for a day.
 * @throws 404 without a valid request or when the same person made it; 403 when the viewer's role is too recent.
 */
export async function confirmRestoration(
  viewer: Viewer,
  personId: string | undefined,
  kind: RestorationKind,
): Promise<void> {
  const person = await findPerson(viewer, personId);
  if (!isAffairOf(viewer, person, `${kind}.confirm`)) notFound();
  assertRecentAuth(viewer);
  await inTransaction(async (tx) => {
    const asked = await findAsked(tx, person, kind);
    if (!asked || asked.requestedById === viewer.personId) notFound();
    if (!(await counts(tx, viewer.personId, person, `${kind}.confirm`))) forbidden();
    const { requestedById } = asked;
    const { count } = await tx.restoration.deleteMany({
      where: { personId: person.id, kind, requestedById },
    });
    if (count === 0) notFound();
    await restore(tx, person.id, kind, viewer.personId);
    await queueEmail(tx, person.id, kind === "unlock" ? "unlocked" : "factorChanged");
  });
}

/** Withdraws a request. */
export async function withdrawRestoration(
  viewer: Viewer,
  personId: string | undefined,
  kind: RestorationKind,
): Promise<void> {
  const person = await findPerson(viewer, personId);
  await inTransaction(async (tx) => {
    const { count } = await tx.restoration.deleteMany({
      where: { personId: person.id, kind, requestedById: viewer.personId },
    });
    if (count > 0) await recordEvent(tx, viewer, `account.${kind}-withdrawn`, person.id);
  });
}

async function restore(tx: Database, personId: string, kind: RestorationKind, byId: string | null) {
  if (kind === "unlock") await tx.person.update({ where: { id: personId }, data: { lockedAt: null } });
  else await dropFactors(tx, personId);
  const action = kind === "unlock" ? "account.unlocked" : "factor.restored";
  await recordEvent(tx, { personId: byId }, action, personId);
}

/**
 * Unlocks an account or removes its second factors from the server's command line, for when fewer than two people can act.
 * The audit entry has no author.
 * @returns false when there is no such account.
 */
export async function restoreByCommand(email: string, kind: RestorationKind): Promise<boolean> {
  const person = await db.person.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (!person) return false;
  await inTransaction((tx) => restore(tx, person.id, kind, null));
  return true;
}
