import { isVisible } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { now } from "../services/services.server";
import { isReadable } from "../workspaces/access.server";
import { registerTemplateSeeder } from "../workspaces/template-seeding.server";
import { visiblePostsCondition } from "./post-rows.server";
import { addThread } from "./threads.server";

/** Registers the seeder that creates a template's threads with the space; call once at start. */
export function registerThreadSeeder(): void {
  registerTemplateSeeder("thread", async (tx, viewer, place, { title, body }) => {
    // A template mentions nobody.
    await addThread(tx, viewer, place, { title, body, key: newId() }, { body, mentions: [] });
  });
}

/** Threads without activity for longer count as read. */
const freshDays = 90;
/** Maximum unread count: three digits would say no more, and counting costs on every page. */
const maxUnreadCount = 99;

/** Number of threads with unread posts in each of these spaces, and the time of the last activity. */
export async function listSpaceActivity(
  viewer: Viewer,
  spaceIds: string[],
): Promise<Record<string, { fresh: number; latest: string | null }>> {
  if (spaceIds.length === 0) return {};
  const since = new Date(now().getTime() - freshDays * 24 * 60 * 60 * 1000);
  const rows = await queryPrepared<{ id: string; fresh: number; latest: Date | null }>(Prisma.sql`
    SELECT s."id", (
        SELECT count(*)::int FROM (SELECT FROM "Thread" t
        LEFT JOIN "ReadMark" m ON m."threadId" = t."id" AND m."personId" = ${viewer.personId}::uuid
        WHERE t."spaceId" = s."id" AND ${isVisible(viewer, Prisma.sql`t."state"`)} AND t."changedAt" > ${since}::timestamptz
          AND t."lastChange" > COALESCE(m."change", 0)
          AND EXISTS (SELECT FROM "Post" p WHERE p."threadId" = t."id" AND p."number" > COALESCE(m."change", 0)
            AND p."authorId" <> ${viewer.personId}::uuid AND ${visiblePostsCondition(viewer)})
        ${literalLimit(maxUnreadCount)}) AS news) AS "fresh", (
        SELECT t."changedAt" FROM "Thread" t WHERE t."spaceId" = s."id" AND ${isVisible(viewer, Prisma.sql`t."state"`)}
        ORDER BY t."changedAt" DESC LIMIT 1
      ) AS "latest"
    FROM "Space" s WHERE s."id" = ANY(${spaceIds}::uuid[]) AND ${isReadable(viewer)}`);
  return Object.fromEntries(
    rows.map(({ id, fresh, latest }) => [id, { fresh, latest: latest?.toISOString() ?? null }]),
  );
}
