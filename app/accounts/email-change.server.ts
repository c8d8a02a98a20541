import { record } from "../audit/audit.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { isUniqueViolation } from "../db/idempotency.server";
import * as outbox from "../outbox/outbox.server";
import { queueEmailConfirm } from "./account-emails.server";
import { endCeremony, findCeremony } from "./ceremonies.server";
import { withRateLimit } from "./rate-limit.server";
import { assertRecentAuth } from "./recent-auth.server";
import { holdCredentials } from "./sessions.server";

/**
 * Sends a link to a new address of the viewer's; the old one serves until it is opened. Whether somebody else has that
 * address is not told: no link arrives then. @throws TooMany
 */
export async function requestEmailChange(viewer: Viewer, email: string): Promise<void> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  await withRateLimit({ door: "reset", account: personId }, async () => {
    const proof = await inTransaction((tx) => holdCredentials(tx, viewer));
    await record(db, { personId, action: "email.asked" });
    await queueEmailConfirm(proof, email);
    return null; // it counts: each is a mail to somebody
  });
}

/** The address that a link leads to, while it holds and is the viewer's own. */
export async function findRequestedEmail({ personId }: Viewer, key: string): Promise<string | null> {
  const found = await findCeremony("email-new", key);
  return found?.personId === personId ? found.data : null;
}

/** Takes the new address. The old one gets a last word. @returns false when the link holds no more. */
export async function confirmEmailChange(viewer: Viewer, key: string): Promise<boolean> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  if (!(await findRequestedEmail(viewer, key))) return false;
  const old = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
  try {
    const done = await inTransaction(async (tx) => {
      await holdCredentials(tx, viewer);
      const found = await endCeremony("email-new", key, tx);
      if (found?.personId !== personId) return false;
      await tx.person.update({ where: { id: personId }, data: { email: found.data } });
      await tx.passwordReset.deleteMany({ where: { personId } });
      await record(tx, { personId, action: "email.changed" });
      await outbox.enqueue(tx, "email.changed", { personId, from: old.email });
      return true;
    });
    if (!done) return false;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
  return true;
}
