import { isVisible } from "../authorization/content-states.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireSpaceWriter } from "../workspaces/access.server";
import { voiceOf } from "../writing/voices.server";
import { takeChange } from "./changes.server";
import type { PostPlace } from "./posts.server";
import type { Reacting } from "./posts-form.server";
import { readablePosts } from "./visibility.server";

/**
 * Adds or removes a reaction and publishes it as a change of the thread. Idempotent.
 * @throws 404 when the viewer may not read the post, 403 when they may only read.
 */
export async function react(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
  reacting: Reacting,
): Promise<PostPlace> {
  const place = await findPlace(viewer, threadId, postId);
  await inTransaction(async (tx) => {
    // Locks the post first, then the thread, as an edit does, so that two of them cannot deadlock.
    const [held] = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Post" WHERE "id" = ${place.postId}::uuid AND ${isVisible(viewer, Prisma.sql`"state"`)} FOR NO KEY UPDATE`;
    if (!held) notFound();
    const own = { postId: place.postId, personId: viewer.personId };
    const data = { organisationId: voiceOf(viewer, undefined), createdAt: now() };
    const { count } =
      "give" in reacting
        ? await tx.reaction.createMany({
            data: [{ ...own, kind: reacting.give, ...data }],
            skipDuplicates: true,
          })
        : await tx.reaction.deleteMany({ where: { ...own, kind: reacting.withdraw } });
    if (count === 0) return;
    const change = await takeChange(tx, place.threadId, 0);
    await tx.post.update({ where: { id: place.postId }, data: { change } });
  });
  return place;
}

async function findPlace(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
): Promise<PostPlace> {
  const found =
    threadId && postId
      ? await db.post.findFirst({
          where: { id: postId, threadId, ...readablePosts(viewer) },
          select: { id: true, thread: { select: { spaceId: true } } },
        })
      : null;
  if (!found || !threadId) notFound();
  await requireSpaceWriter(viewer, found.thread.spaceId);
  return { threadId, postId: found.id };
}
