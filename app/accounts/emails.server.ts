import { record } from "../audit/audit.server";
import { db, inTransaction } from "../db/database.server";
import { isTaken } from "../db/once.server";
import { announce } from "../events/outbox.server";
import type { Viewer } from "../http/viewer";
import { end, find } from "./ceremonies.server";
import { assertRecentAuth } from "./fresh.server";
import { queueEmailConfirm } from "./letters.server";
import { holdCredentials } from "./sessions.server";
import { slowly } from "./slow.server";

/**
 * Sends a link to a new address of the viewer's; the old one serves until it is opened. Whether somebody else has that
 * address is not told: no link arrives then. @throws TooMany
 */
export async function askForEmail(viewer: Viewer, email: string): Promise<void> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  await slowly({ door: "reset", account: personId }, async () => {
    const proof = await inTransaction((tx) => holdCredentials(tx, viewer));
    await record(db, { personId, action: "email.asked" });
    await queueEmailConfirm(proof, email);
    return null; // it counts: each is a mail to somebody
  });
}

/** The address that a link leads to, while it holds and is the viewer's own. */
export async function findNewEmail({ personId }: Viewer, key: string): Promise<string | null> {
  const found = await find("email-new", key);
  return found?.personId === personId ? found.data : null;
}

/** Takes the new address. The old one gets a last word. @returns false when the link holds no more. */
export async function confirmEmail(viewer: Viewer, key: string): Promise<boolean> {
  assertRecentAuth(viewer);
  const { personId } = viewer;
  if (!(await findNewEmail(viewer, key))) return false;
  const old = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
  try {
    const done = await inTransaction(async (tx) => {
      await holdCredentials(tx, viewer);
      const found = await end("email-new", key, tx);
      if (found?.personId !== personId) return false;
      await tx.person.update({ where: { id: personId }, data: { email: found.data } });
      await tx.passwordReset.deleteMany({ where: { personId } });
      await record(tx, { personId, action: "email.changed" });
      await announce(tx, "email.changed", { personId, from: old.email });
      return true;
    });
    if (!done) return false;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  return true;
}
