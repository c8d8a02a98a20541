import { record } from "../audit/audit.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, inTransaction } from "../db/database.server";
import { badRequest, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { queueEmail } from "./account-emails.server";
import { requiresFactor } from "./factor-rules.server";
import { assertRecentAuth } from "./recent-auth.server";
import { consumeRecoveryCode, renewRecoveryCodes } from "./recovery-codes.server";
import { endSessionsAndWipe, holdCredentials } from "./sessions.server";
import { consumeTotp, deleteTotp, hasTotp, saveTotp, stepOfCode } from "./totp.server";

/** What proved who somebody is, in the second step. */
export type FactorKind = "totp" | "recovery";

/** Takes a code that somebody typed: six digits of their app, or one of their recovery codes. */
export async function consumeFactorCode(personId: string, typed: string): Promise<FactorKind | null> {
  const code = typed.replace(/[\s-]/g, "");
  if (/^\d{6}$/.test(code)) return (await consumeTotp(personId, code)) ? "totp" : null;
  if (!(await consumeRecoveryCode(personId, typed))) return null;
  await queueEmail(personId, "recoveryUsed");
  return "recovery";
}

/**
 * Keeps an app as the viewer's second factor, once a code shows that it gives the right ones. Other sessions end.
 * @returns ten recovery codes where this is the first factor; none where there are some already; null for a wrong code.
 */
export async function addTotp(viewer: Viewer, secret: string, code: string): Promise<string[] | null> {
  assertRecentAuth(viewer);
  const step = stepOfCode(secret, code.replace(/\s/g, ""));
  if (step === null) return null;
  const { personId } = viewer;
  const codes = await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    const first = await countFactors(tx, personId);
    await saveTotp(tx, personId, secret, step);
    await record(tx, { personId, action: "factor.added", details: { kind: "totp" } });
    return await settleFactors(tx, viewer, first === 0);
  });
  await queueEmail(personId, "factorChanged");
  return codes;
}

/** Takes the app away. The last factor of somebody who needs one stays: they add another one first. @throws 404 without one */
export async function removeTotp(viewer: Viewer): Promise<void> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    if (!(await hasTotp(tx, personId))) notFound();
    await deleteTotp(tx, personId);
    await record(tx, { personId, action: "factor.removed", details: { kind: "totp" } });
    await settleFactors(tx, viewer, false);
  });
  await queueEmail(personId, "factorChanged");
}

/** How many second factors somebody has: an app counts as one, each passkey too. */
export async function countFactors(tx: Database, personId: string): Promise<number> {
  const passkeys = await tx.passkey.count({ where: { personId } });
  return passkeys + ((await hasTotp(tx, personId)) ? 1 : 0);
}

/**
 * After a change of factors: notes whether there is one, ends the other sessions (ASVS 7.4.3), makes recovery codes
 * with the first factor and forgets them with the last.
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

/** Ten new recovery codes in the place of those of before. */
export async function remakeRecoveryCodes(viewer: Viewer): Promise<string[]> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  const codes = await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    await record(tx, { personId, action: "recovery-codes.renewed" });
    return await renewRecoveryCodes(tx, personId);
  });
  await queueEmail(personId, "factorChanged");
  return codes;
}

/** Takes away every second factor of somebody, and ends their sessions: they set up another one. */
export async function dropFactors(tx: Database, personId: string): Promise<void> {
  // The person's row first, as in every change of credentials: two at once never wait for each other in a circle.
  await tx.$queryRaw`SELECT FROM "Person" WHERE "id" = ${personId}::uuid FOR NO KEY UPDATE`;
  await deleteTotp(tx, personId);
  await tx.passkey.deleteMany({ where: { personId } });
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.person.updateMany({ where: { id: personId }, data: { factorSince: null } });
  await endSessionsAndWipe(tx, personId);
}

/** Takes a passkey of the viewer's away. @throws 404 when it is none of theirs. */
export async function removePasskey(viewer: Viewer, id: string): Promise<void> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  await inTransaction(async (tx) => {
    await holdCredentials(tx, viewer);
    const { count } = await tx.passkey.deleteMany({ where: { id, personId } });
    if (count === 0) notFound();
    await record(tx, { personId, action: "passkey.removed" });
    await settleFactors(tx, viewer, false);
  });
  await queueEmail(personId, "factorChanged");
}
