import { record } from "../audit/audit.server";
import { type Database, db, inTransaction } from "../db/database.server";
import { announce } from "../events/outbox.server";
import { notFound } from "../http/errors";
import { allows, type Rule } from "../http/policy";
import type { Viewer } from "../http/viewer";
import { now } from "../ports/ports.server";
import { dropFactors } from "./factors.server";
import { queueLetter } from "./letters.server";
import { accountPolicy, amongRoles } from "./policy";
import { wipeSessions } from "./sessions.server";

declare module "../events/events" {
  interface Events {
    "account.locked": { personId: string };
  }
}

/** Locking an account in an emergency; opening it again, or taking a lost second factor away, which takes two people. */

export type RestorationKind = "unlock" | "factor";

interface Found {
  id: string;
  name: string;
  locked: boolean;
  factorSince: Date | null;
  may: (act: keyof typeof accountPolicy) => boolean;
}

/** A person whose access is the viewer's affair. @throws 404 otherwise. */
async function findPerson(viewer: Viewer, personId: string | undefined): Promise<Found> {
  const person = personId
    ? await db.person.findUnique({ where: { id: personId }, include: { memberships: true } })
    : null;
  if (!person || person.id === viewer.personId) notFound();
  const may = (act: keyof typeof accountPolicy) => {
    const rule: Rule = person.role ? amongRoles : accountPolicy[act];
    const organisations = person.memberships.map(({ organisationId }) => organisationId);
    return [null, ...organisations].some((organisation) => allows(viewer, rule, organisation));
  };
  if (!may("lock")) notFound();
  const { id, name, lockedAt, factorSince } = person;
  return { id, name, locked: lockedAt !== null, factorSince, may };
}

/** What can be done about somebody's access, and what somebody else has asked for already. */
export async function readAccess(viewer: Viewer, personId: string | undefined) {
  const { id, name, locked, factorSince, may } = await findPerson(viewer, personId);
  const asked = await db.restoration.findMany({ where: { personId: id, expiresAt: { gt: now() } } });
  const stateOf = (kind: RestorationKind) => {
    const found = asked.find((each) => each.kind === kind);
    if (!found) return may(`${kind}.ask`) ? ("askable" as const) : ("no" as const);
    if (found.askedById === viewer.personId) return "asked" as const;
    return may(`${kind}.confirm`) ? ("confirmable" as const) : ("asked" as const);
  };
  return {
    ...{ id, name, locked, hasFactor: factorSince !== null },
    unlock: locked ? stateOf("unlock") : ("no" as const),
    factor: factorSince ? stateOf("factor") : ("no" as const),
  };
}

/** Locks an account at once. @throws 404 for whoever may not. */
export async function lockAccount(viewer: Viewer, personId: string | undefined): Promise<void> {
  const person = await findPerson(viewer, personId);
  await lock(person.id, viewer.personId);
}

/** Locks the account of whoever asks. */
export const lockOwnAccount = ({ personId }: Viewer): Promise<void> => lock(personId, personId);

/**
 * Sessions end, live connections are cut within two seconds, and what browsers kept is wiped at their next contact.
 * Links of mails and what was asked for two people end too; later rooms hear of it, and end what of theirs opens
 * something without a session.
 */
export async function lock(personId: string, byId: string | null): Promise<void> {
  const done = await inTransaction(async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { id: personId, lockedAt: null },
      data: { lockedAt: now() },
    });
    const sessions = await wipeSessions(tx, personId);
    await tx.passwordReset.deleteMany({ where: { personId } });
    await tx.restoration.deleteMany({ where: { personId } });
    const on = { type: "person", id: personId };
    if (count > 0) await record(tx, { personId: byId, action: "account.locked", on, details: { sessions } });
    if (count > 0) await announce(tx, "account.locked", { personId });
    return count > 0;
  });
  if (done) await queueLetter(personId, "locked");
}

/** How long the second person has. */
const askedForMs = 7 * 24 * 60 * 60 * 1000;

/** The first of two people asks. Asking again changes nothing. */
export async function askRestoration(
  viewer: Viewer,
  personId: string | undefined,
  kind: RestorationKind,
): Promise<void> {
  const person = await findPerson(viewer, personId);
  if (!person.may(`${kind}.ask`) || !isNeeded(person, kind)) notFound();
  const asking = { askedById: viewer.personId, expiresAt: new Date(now().getTime() + askedForMs) };
  await inTransaction(async (tx) => {
    await tx.restoration.deleteMany({ where: { personId: person.id, kind, expiresAt: { lte: now() } } });
    const { count } = await tx.restoration.createMany({
      data: [{ personId: person.id, kind, ...asking }],
      skipDuplicates: true,
    });
    if (count > 0) await note(tx, viewer.personId, person.id, `account.${kind}-asked`);
  });
}

const isNeeded = ({ locked, factorSince }: Found, kind: RestorationKind): boolean =>
  kind === "unlock" ? locked : factorSince !== null;

/** The second of two people does it. @throws 404 when nobody asked, or when it was the same person. */
export async function confirmRestoration(
  viewer: Viewer,
  personId: string | undefined,
  kind: RestorationKind,
): Promise<void> {
  const person = await findPerson(viewer, personId);
  if (!person.may(`${kind}.confirm`)) notFound();
  await inTransaction(async (tx) => {
    const { count } = await tx.restoration.deleteMany({
      where: { personId: person.id, kind, askedById: { not: viewer.personId }, expiresAt: { gt: now() } },
    });
    if (count === 0) notFound();
    await restore(tx, person.id, kind, viewer.personId);
  });
  await queueLetter(person.id, kind === "unlock" ? "unlocked" : "factorChanged");
}

/** Takes back what somebody asked. */
export async function withdrawRestoration(
  viewer: Viewer,
  personId: string | undefined,
  kind: RestorationKind,
): Promise<void> {
  const person = await findPerson(viewer, personId);
  const { count } = await db.restoration.deleteMany({
    where: { personId: person.id, kind, askedById: viewer.personId },
  });
  if (count > 0) await note(db, viewer.personId, person.id, `account.${kind}-withdrawn`);
}

async function restore(tx: Database, personId: string, kind: RestorationKind, byId: string | null) {
  if (kind === "unlock") await tx.person.update({ where: { id: personId }, data: { lockedAt: null } });
  else await dropFactors(tx, personId);
  await note(tx, byId, personId, kind === "unlock" ? "account.unlocked" : "factor.restored");
}

async function note(tx: Database, byId: string | null, personId: string, action: string): Promise<void> {
  await record(tx, { personId: byId, action, on: { type: "person", id: personId } });
}

/**
 * The command on the server, for where fewer than two people can act: the same, by whoever holds the machine; the
 * record says that nobody of the portal did it.
 * @returns false when there is no such account.
 */
export async function restoreByCommand(email: string, kind: RestorationKind): Promise<boolean> {
  const person = await db.person.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (!person) return false;
  await inTransaction((tx) => restore(tx, person.id, kind, null));
  return true;
}
