import { recordEvent } from "../audit/record-event.server";
import { assertRecentAuth } from "../authorization/recent-auth.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { isUniqueViolation } from "../db/idempotency.server";
import { queueEmail, queueEmailConfirm } from "./account-emails.server";
import { endCeremony, findCeremony } from "./ceremonies.server";
import { withRateLimit } from "./rate-limit.server";
import { holdCredentials } from "./sessions.server";

/**
 * Sends a confirmation link to the viewer's new address; the old one remains valid until the link is used. If another
 * account has that address no link is sent, and the answer is the same. @throws RateLimitExceeded
 */
export async function requestEmailChange(viewer: Viewer, email: string): Promise<void> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  await withRateLimit({ door: "reset", account: personId }, async () => {
    const proof = await inTransaction((tx) => holdCredentials(tx, viewer));
    await recordEvent(db, { personId }, "email.asked", null);
    await queueEmailConfirm(proof, email);
    return null; // counts as an attempt: each one sends a mail
  });
}

/** The new address of a link, if the link is valid and belongs to the viewer. */
export async function findRequestedEmail({ personId }: Viewer, key: string): Promise<string | null> {
  const found = await findCeremony("email-new", key);
  return found?.personId === personId ? found.data : null;
}

/** Saves the new address and warns the old one by mail. @returns false when the link is no longer valid. */
export async function confirmEmailChange(viewer: Viewer, key: string): Promise<boolean> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  if (!(await findRequestedEmail(viewer, key))) return false;
  try {
    return await inTransaction(async (tx) => {
      await holdCredentials(tx, viewer);
      const found = await endCeremony("email-new", key, tx);
      if (found?.personId !== personId) return false;
      const old = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
      await tx.person.update({ where: { id: personId }, data: { email: found.data } });
      await tx.passwordReset.deleteMany({ where: { personId } });
      await recordEvent(tx, { personId }, "email.changed", null);
      await queueEmail(tx, personId, "emailChanged", old.email);
      return true;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
