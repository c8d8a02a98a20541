import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { moveThreadFiles } from "../files/thread-files.server";
import { notFound } from "../http/errors";
import type { MovePreview } from "../workspaces/moving";
import { type Movable, mayMove, performMove, prepareMove } from "../workspaces/moving.server";
import type { Move } from "../workspaces/moving-form.server";
import { mayPin } from "../workspaces/pins.server";
import type { PermissionsInSpace } from "../workspaces/space-acts";
import { readableThreads } from "./visibility.server";

/** A thread's relation to its space, and what the viewer may change there. */
export async function threadPermissionsInSpace(
  viewer: Viewer,
  thread: { id: string; spaceId: string; authorId: string },
): Promise<PermissionsInSpace> {
  const [pins, pin, alone] = await Promise.all([
    db.spacePin.count({ where: { threadId: thread.id, spaceId: thread.spaceId } }),
    mayPin(viewer, thread.spaceId),
    isAlone(viewer, thread),
  ]);
  return {
    pinned: pins > 0,
    mayPin: pin,
    mayMove: await mayMove(viewer, { spaceId: thread.spaceId, alone }),
  };
}

async function isAlone(viewer: Viewer, { id, authorId }: { id: string; authorId: string }): Promise<boolean> {
  if (authorId !== viewer.personId) return false;
  const others = { threadId: id, authorId: { not: viewer.personId } };
  return (await db.post.findFirst({ where: others, select: { id: true } })) === null;
}

async function findMovable(viewer: Viewer, id: string | undefined): Promise<Movable> {
  const thread = id
    ? await db.thread.findFirst({
        where: { id, ...readableThreads(viewer) },
        select: { id: true, slug: true, title: true, spaceId: true, authorId: true },
      })
    : null;
  if (!thread) notFound();
  return { ...thread, alone: await isAlone(viewer, thread) };
}

/** The spaces a thread may move to, and who would gain or lose access. @throws 404, 403 */
export async function prepareThreadMove(
  viewer: Viewer,
  id: string | undefined,
  to?: string,
): Promise<MovePreview> {
  return await prepareMove(viewer, await findMovable(viewer, id), to);
}

/**
 * Moves a thread to another space with all its posts. @returns false when its readers changed since the page was shown.
 * @throws 404, 403
 */
export async function moveThread(viewer: Viewer, id: string | undefined, move: Move): Promise<boolean> {
  const thread = await findMovable(viewer, id);
  const { spaceId: from } = thread;
  return await performMove(viewer, thread, move, async (tx) => {
    const { count } = await tx.thread.updateMany({
      where: { id: thread.id, spaceId: from },
      data: { spaceId: move.to },
    });
    if (count === 0) return false;
    await moveThreadFiles(tx, viewer, { threadId: thread.id, from, to: move.to });
    await recordEvent(tx, viewer, "thread.moved", thread.id, { before: from, to: move.to });
    return true;
  });
}
