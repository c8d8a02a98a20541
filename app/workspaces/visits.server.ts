import type { Viewer } from "../authorization/viewer";
import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { now } from "../services/services.server";

/** A visit that goes on: within so long of the last page it is still the same one. */
const sameVisitMinutes = 30;
/** Pages that follow each other closely write nothing: each write waits for the disk. */
const notedSeconds = 60;

/** Notes that a viewer is in a space that they read. */
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
