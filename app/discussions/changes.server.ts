import type { Viewer } from "../authorization/viewer";
import { type Database, db, onCommit } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import * as bus from "../realtime/bus.server";
import { now } from "../services/services.server";
import { type FoundPost, readPosts } from "./post-rows.server";
import type { Changes } from "./posts";
import { readableThreads } from "./visibility.server";

/**
 * Takes the next number of a thread's changes, in the transaction that makes the change. The row stays locked
 * until then, so numbers become visible in their order and without a gap: whoever has read up to one has read all
 * before it. After commit everyone who reads along is told.
 * @param posts how many posts the change adds to what can be read.
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

/** So many changes come in one catch-up; who has missed more asks again. */
const mostChanges = 100;

/**
 * What a reader who has everything up to `after` still lacks: posts written or edited, and ids of those gone. Two
 * queries. The thread is read before its posts: a change that commits in between comes with them, and is counted
 * by its own number, so nothing can fall between two catch-ups.
 * @throws 404 when the thread is not theirs to read.
 */
export async function changesSince(
  viewer: Viewer,
  threadId: string | undefined,
  after: number,
): Promise<Changes> {
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
    Prisma.sql`p."change" > ${after} ORDER BY p."change" LIMIT ${mostChanges + 1}`,
  );
  return changesFrom(
    found.slice(0, mostChanges),
    found.length > mostChanges,
    Math.max(after, thread.lastChange),
  );
}

function changesFrom(found: FoundPost[], more: boolean, lastChange: number): Changes {
  const last = found.at(-1)?.change ?? 0;
  return {
    change: more ? last : Math.max(last, lastChange),
    posts: found.flatMap(({ view }) => view ?? []).sort((one, other) => one.number - other.number),
    gone: found.filter(({ view }) => !view).map(({ id }) => id),
    more,
  };
}
