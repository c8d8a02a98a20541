import { recordEvent } from "../audit/record-event.server";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { badRequest, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { queueEmail } from "./account-emails.server";
import { requiresFactor } from "./factor-rules.server";
import { consumeRecoveryCode, renewRecoveryCodes } from "./recovery-codes.server";
import { endSessionsAndWipe, holdCredentials } from "./sessions.server";
import { consumeTotp, deleteTotp, hasTotp, saveTotp, stepOfCode } from "./totp.server";

/** The factor that was proved in the second step. */
export type FactorKind = "totp" | "recovery";

/** Verifies a typed code: six digits of the app, or a recovery code. */
export async function consumeFactorCode(personId: string, typed: string): Promise<FactorKind | null> {
  const code = typed.replace(/[\s-]/g, "");
  if (/^\d{6}$/.test(code)) return (await consumeTotp(personId, code)) ? "totp" : null;
  if (!(await consumeRecoveryCode(personId, typed))) return null;
  await queueEmail(db, personId, "recoveryUsed");
  return "recovery";
}

/**
 * Saves an app as the viewer's second factor after a correct code. Other sessions end.
 * @returns ten recovery codes if this is the first factor, none if codes exist already; null for a wrong code.
 */
export async function addTotp(viewer: Viewer, secret: string, code: string): Promise<string[] | null> {
  assertRecentAuth(viewer);
  const step = stepOfCode(secret, code.replace(/\s/g, ""));
  if (step === null) return null;
  const { personId } = viewer;
  return await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    const first = await countFactors(tx, personId);
    await saveTotp(tx, personId, secret, step);
    await recordEvent(tx, { personId }, "factor.added", null, { kind: "totp" });
    await queueEmail(tx, personId, "factorChanged");
    return await settleFactors(tx, viewer, first === 0);
  });
}

/** Removes the app. The last factor of a person who needs one cannot be removed. @throws 404 without an app. */
export async function removeTotp(viewer: Viewer): Promise<void> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    if (!(await hasTotp(tx, personId))) notFound();
    await deleteTotp(tx, personId);
    await recordEvent(tx, { personId }, "factor.removed", null, { kind: "totp" });
    await settleFactors(tx, viewer, false);
    await queueEmail(tx, personId, "factorChanged");
  });
}

/** How many second factors a person has: the app counts as one, as does each passkey. */
export async function countFactors(tx: Database, personId: string): Promise<number> {
  const passkeys = await tx.passkey.count({ where: { personId } });
  return passkeys + ((await hasTotp(tx, personId)) ? 1 : 0);
}

/**
 * Runs after a change of factors: records whether there is one, ends the other sessions (ASVS 7.4.3), creates recovery
 * codes with the first factor and deletes them with the last.
 */
export async function settleFactors(tx: Database, { personId, sessionId }: Viewer, first: boolean) {
  const left = await countFactors(tx, personId);
  await tx.person.updateMany({
    where: { id: personId, ...(left > 0 && { factorSince: null }) },
    data: { factorSince: left > 0 ? now() : null },
  });
  await endSessionsAndWipe(tx, personId, { but: sessionId });
  if (left === 0 && (await requiresFactor(tx, personId))) badRequest(); // the page does not offer it
  if (left === 0) await tx.recoveryCode.deleteMany({ where: { personId } });
  return first && left > 0 ? await renewRecoveryCodes(tx, personId) : [];
}

/** Creates ten new recovery codes, which replace the old ones. */
export async function remakeRecoveryCodes(viewer: Viewer): Promise<string[]> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  return await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    await recordEvent(tx, { personId }, "recovery-codes.renewed", null);
    await queueEmail(tx, personId, "factorChanged");
    return await renewRecoveryCodes(tx, personId);
  });
}

/** Removes all second factors of a person and ends their sessions; they must set up a new factor. */
export async function dropFactors(tx: Database, personId: string): Promise<void> {
  // Locks the person's row first, as every change of credentials does, so that two changes cannot deadlock.
  await tx.$queryRaw`SELECT FROM "Person" WHERE "id" = ${personId}::uuid FOR NO KEY UPDATE`;
  await deleteTotp(tx, personId);
  await tx.passkey.deleteMany({ where: { personId } });
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.person.updateMany({ where: { id: personId }, data: { factorSince: null } });
  await endSessionsAndWipe(tx, personId);
}

/** Removes a passkey of the viewer. @throws 404 when it is not theirs. */
export async function removePasskey(viewer: Viewer, id: string): Promise<void> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    const { count } = await tx.passkey.deleteMany({ where: { id, personId } });
    if (count === 0) notFound();
    await recordEvent(tx, { personId }, "passkey.removed", null);
    await settleFactors(tx, viewer, false);
    await queueEmail(tx, personId, "factorChanged");
  });
}
