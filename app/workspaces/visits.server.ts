import type { Viewer } from "../authorization/viewer";
import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { now } from "../services/services.server";

/** Pages opened within this delay belong to the same visit. */
const sameVisitMinutes = 30;
/** Minimum interval between two writes of a visit: each write waits for the disk. */
const notedSeconds = 60;

/** Records a visit of the viewer to a space they read. */
export async function noteVisit(viewer: Viewer, spaceId: string): Promise<void> {
  const at = now();
  const recent = new Date(at.getTime() - notedSeconds * 1000);
  const over = new Date(at.getTime() - sameVisitMinutes * 60_000);
  await queryPrepared(Prisma.sql`
    INSERT INTO "SpaceVisit" ("spaceId", "personId", "beforeAt", "seenAt")
    SELECT ${spaceId}::uuid, ${viewer.personId}::uuid, ${at}::timestamptz, ${at}::timestamptz WHERE NOT EXISTS (
      SELECT FROM "SpaceVisit" v WHERE v."spaceId" = ${spaceId}::uuid AND v."personId" = ${viewer.personId}::uuid
        AND v."seenAt" > ${recent})
    ON CONFLICT ("spaceId", "personId") DO UPDATE SET "seenAt" = EXCLUDED."seenAt",
      "beforeAt" = CASE WHEN "SpaceVisit"."seenAt" < ${over} THEN "SpaceVisit"."seenAt"
        ELSE "SpaceVisit"."beforeAt" END`);
}
