import { recordEvent } from "../audit/record-event.server";
import { allows } from "../authorization/policy";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { accountPolicy } from "./policy";

/** Who needs a second factor, and by when. Other rooms register further rules here. */

type Rule = (tx: Database, personId: string) => Promise<boolean>;

const rules: Rule[] = [];

/** Called once at start by a room with a rule of its own, such as a mandate for its holder. */
export function registerFactorRule(rule: Rule): void {
  rules.push(rule);
}

/** Grace period without a required second factor; every page shows a reminder. */
const graceMs = 14 * 24 * 60 * 60 * 1000;

/** Whether this person needs a second factor now. */
export async function requiresFactor(tx: Database, personId: string): Promise<boolean> {
  const [person, network] = await Promise.all([
    tx.person.findUnique({ where: { id: personId }, select: { role: true } }),
    tx.network.findUnique({ where: { row: "only" }, select: { factorForAll: true } }),
  ]);
  if (person?.role === "administrator" || person?.role === "moderator" || network?.factorForAll) return true;
  for (const rule of rules) if (await rule(tx, personId)) return true;
  return false;
}

/**
 * Sets or clears the day by which a person needs a second factor; a day already set is kept. Runs at each sign-in, and may
 * run when a role or mandate is given.
 */
export async function setFactorDeadline(personId: string): Promise<void> {
  const needed = await requiresFactor(db, personId);
  const factorDue = needed ? new Date(now().getTime() + graceMs) : null;
  const where = needed ? { id: personId, factorDue: null } : { id: personId, NOT: { factorDue: null } };
  await db.person.updateMany({ where, data: { factorDue } });
}

/** The network's setting, and how many people have a second factor. @throws 404 for viewers who may not change it. */
export async function readFactorSetting(viewer: Viewer) {
  if (!allows(viewer, accountPolicy["factor.setting"])) notFound();
  const [network, people, having] = await Promise.all([
    db.network.findUnique({ where: { row: "only" }, select: { factorForAll: true } }),
    db.person.count({ where: { erasedAt: null } }),
    db.person.count({ where: { erasedAt: null, factorSince: { not: null } } }),
  ]);
  return { forAll: network?.factorForAll ?? false, people, having };
}

/**
 * Requires a second factor of everybody, or only of people with a role or a mandate. Open sessions follow the new rule at
 * their next request, in both directions.
 */
export async function requireFactorOfAll(viewer: Viewer, forAll: boolean): Promise<void> {
  await readFactorSetting(viewer);
  assertRecentAuth(viewer);
  await inTransaction(async (tx) => {
    await tx.network.updateMany({ data: { factorForAll: forAll } });
    await recordEvent(tx, viewer, "network.factor-setting", null, { forAll });
    const where = { factorSince: null, factorDue: null, erasedAt: null };
    if (forAll)
      await tx.person.updateMany({ where, data: { factorDue: new Date(now().getTime() + graceMs) } });
  });
  if (forAll) return;
  const asked = { factorSince: null, role: null, NOT: { factorDue: null } };
  for (const { id } of await db.person.findMany({ where: asked, select: { id: true } }))
    await setFactorDeadline(id);
}
