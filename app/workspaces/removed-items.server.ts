import type { Viewer } from "../authorization/viewer";
import { type Database, db } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { now } from "../services/services.server";

/** Tasks and dates that were removed: their rows leave their tables, so that no reader has to leave them out. */

export type RemovedKind = "task" | "date";

const tables = {
  task: Prisma.raw('"SpaceTask"'),
  date: Prisma.raw('"SpaceDate"'),
} satisfies Record<RemovedKind, Prisma.Sql>;

/** A removed task or date can be restored for this many days. */
const retentionDays = 30;

/** Removes a task or a date of a space, restorable. @returns false when it was not there. */
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

/** Whether something removed can still be restored, for the page that offers it. */
export async function isRestorable(
  kind: RemovedKind,
  { id, spaceId }: { id: string; spaceId: string },
): Promise<boolean> {
  return (await db.removedItem.count({ where: { id, spaceId, kind } })) > 0;
}

/** The job: deletes for good what was removed 30 days ago. */
export async function deleteRemovedItems(): Promise<void> {
  const before = new Date(now().getTime() - retentionDays * 24 * 60 * 60 * 1000);
  await db.removedItem.deleteMany({ where: { removedAt: { lt: before } } });
}
