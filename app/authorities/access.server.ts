import { requireMayWrite } from "../authorization/may-write";
import { isSecretariat, readsNetwork, type Viewer } from "../authorization/viewer";
import type { Database } from "../db/database.server";
import { forbidden, notFound } from "../http/errors";

/** Follow-up is the network's own work: guests, observers and candidates do not read it. @throws 404 */
export function requireReader(viewer: Viewer): void {
  if (!readsNetwork(viewer)) notFound();
}

/** @throws 404 for those who do not read it, 403 for those who only read. */
export function requireContributor(viewer: Viewer): void {
  requireReader(viewer);
  requireMayWrite(viewer);
}

/** @throws 404 for everybody but the secretariat. */
export function requireSecretariat(viewer: Viewer): void {
  if (!isSecretariat(viewer)) notFound();
}

/**
 * Requires in a writing transaction that the viewer's rights are those of the lookup, and keeps them until it ends: a
 * change of rights increments the number, and waits for this lock. @throws 403
 */
export async function holdRights(tx: Database, { personId, rights }: Viewer): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid AND "rights" = ${rights} AND "lockedAt" IS NULL FOR SHARE`;
  if (held.length === 0) forbidden();
}
