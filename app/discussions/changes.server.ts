import type { Viewer } from "../authorization/viewer";
import { type Database, db, literalLimit, onCommit } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import * as bus from "../realtime/bus.server";
import { now } from "../services/services.server";
import { type FoundPost, readPosts } from "./post-rows.server";
import type { PostChanges } from "./posts";
import { readableThreads } from "./visibility.server";

/**
 * Takes the next change number of a thread, in the transaction that makes the change. The thread's row stays locked
 * until the commit, so numbers become visible in order and without a gap: a reader at change n has all changes up to n.
 * After the commit, the bus publishes the number.
 * @param posts number of posts the change adds to the readable ones.
 */
export async function takeChange(tx: Database, thread: string, posts: 1 | 0 | -1): Promise<number> {
  const [taken] = await tx.$queryRaw<{ change: number }[]>`
    UPDATE "Thread" SET "lastChange" = "lastChange" + 1, "postCount" = "postCount" + ${posts},
      "changedAt" = CASE WHEN ${posts} > 0 THEN ${now()} ELSE "changedAt" END
    WHERE "id" = ${thread}::uuid RETURNING "lastChange" AS "change"`;
  if (!taken) throw new Error("A change of a thread that does not exist.");
  const { change } = taken;
  onCommit(tx, () => bus.publish("thread:changed", { thread, change }));
  return change;
}

/** Maximum number of changes per catch-up; a client that has missed more sends another request. */
const maxChanges = 100;

/**
 * The changes after `after`: posts written or edited, and ids of posts no longer readable. Three queries. The thread is
 * read before its posts: a change that commits in between comes with them and keeps its own number, so no change falls
 * between two catch-ups.
 * @throws 404 when the viewer may not read the thread.
 */
export async function changesSince(
  viewer: Viewer,
  threadId: string | undefined,
  after: number,
): Promise<PostChanges> {
  const thread = threadId
    ? await db.thread.findFirst({
        where: { id: threadId, ...readableThreads(viewer) },
        select: { id: true, lastChange: true },
      })
    : null;
  if (!thread) notFound();
  const found = await readPosts(
    viewer,
    thread.id,
    Prisma.sql`p."change" > ${after} ORDER BY p."change" ${literalLimit(maxChanges + 1)}`,
  );
  return changesFrom(
    found.slice(0, maxChanges),
    found.length > maxChanges,
    Math.max(after, thread.lastChange),
  );
}

/** Found posts as the answer to a catch-up. */
export function changesFrom(found: FoundPost[], more: boolean, lastChange: number): PostChanges {
  const last = found.at(-1)?.change ?? 0;
  return {
    change: more ? last : Math.max(last, lastChange),
    posts: found.flatMap(({ view }) => view ?? []).sort((one, other) => one.number - other.number),
    gone: found.filter(({ view }) => !view).map(({ id }) => id),
    more,
  };
}
