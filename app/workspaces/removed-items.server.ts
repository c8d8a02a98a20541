import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { now } from "../services/services.server";

/** Removed tasks and dates: their rows move out of their tables, so that queries need no filter for them. */

export type RemovedKind = "task" | "date";

const tables = {
  task: Prisma.raw('"SpaceTask"'),
  date: Prisma.raw('"SpaceDate"'),
} satisfies Record<RemovedKind, Prisma.Sql>;

/** Retention of removed tasks and dates, in days. */
const retentionDays = 30;

/**
 * Removes a task or date of a space; it can be restored.
 * @returns false when it was not there.
 */
export async function removeItem(
  tx: Database,
  viewer: Viewer,
  kind: RemovedKind,
  { id, spaceId }: { id: string; spaceId: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    WITH removed AS (
      DELETE FROM ${tables[kind]} WHERE "id" = ${id}::uuid AND "spaceId" = ${spaceId}::uuid RETURNING *)
    INSERT INTO "RemovedItem" ("id", "spaceId", "kind", "row", "removedAt", "removedById")
    SELECT r."id", r."spaceId", ${kind}, to_jsonb(r), ${now()}::timestamptz, ${viewer.personId}::uuid FROM removed r
    ON CONFLICT ("id") DO UPDATE SET "row" = EXCLUDED."row", "removedAt" = EXCLUDED."removedAt",
      "removedById" = EXCLUDED."removedById"`;
  return count > 0;
}

/** Restores a removed task or date as it was. Idempotent. @returns false when there was nothing to restore. */
export async function restoreItem(
  tx: Database,
  kind: RemovedKind,
  { id, spaceId }: { id: string; spaceId: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    WITH restored AS (
      DELETE FROM "RemovedItem" WHERE "id" = ${id}::uuid AND "spaceId" = ${spaceId}::uuid AND "kind" = ${kind}
      RETURNING "row")
    INSERT INTO ${tables[kind]} SELECT i.* FROM restored,
      jsonb_populate_record(NULL::${tables[kind]}, restored."row") i
    ON CONFLICT DO NOTHING`;
  return count > 0;
}

/** Whether a removed item can still be restored, for the page that offers it. */
export async function isRestorable(
  kind: RemovedKind,
  { id, spaceId }: { id: string; spaceId: string },
): Promise<boolean> {
  return (await db.removedItem.count({ where: { id, spaceId, kind } })) > 0;
}

/** Job: permanently deletes items removed 30 days ago. */
export async function deleteRemovedItems(): Promise<void> {
  const before = new Date(now().getTime() - retentionDays * 24 * 60 * 60 * 1000);
  await db.removedItem.deleteMany({ where: { removedAt: { lt: before } } });
}
