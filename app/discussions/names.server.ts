import { registerNames } from "../audit/object-names.server";
import { db } from "../db/database.server";
import { isReadableThread } from "./visibility.server";

/**
 * Registers the titles of threads for the audit log, for viewers who may read them, also for posts; call once at start.
 */
export function registerThreadNames(): void {
  registerNames(
    async (viewer, ids) =>
      await db.$queryRaw`
      SELECT x."id", x."title" AS "name" FROM "Thread" x
      WHERE x."id" = ANY(${ids}::uuid[]) AND ${isReadableThread(viewer)}
      UNION ALL SELECT p."id", x."title" FROM "Post" p JOIN "Thread" x ON x."id" = p."threadId"
      WHERE p."id" = ANY(${ids}::uuid[]) AND ${isReadableThread(viewer)}`,
  );
}
