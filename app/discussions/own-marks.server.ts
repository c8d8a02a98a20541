import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import type { Viewer } from "../http/viewer";
import { now } from "../ports/ports.server";
import { requireWriting } from "../workspaces/access.server";
import type { Draft } from "./posts";
import { findWritten } from "./posts.server";
import { readableThreads } from "./states.server";

/** What a person keeps for themselves in a thread: a draft, and how far they have read. */

/**
 * Keeps what has been written so far. An empty draft is none, and so is one that overtook its own post.
 * @param draft with the key of the form it stands in, where the page knows it.
 * @returns when it was kept, once it is; null for none. @throws 404 or 403, as writing does.
 */
export async function saveDraft(
  viewer: Viewer,
  threadId: string | undefined,
  { body, key }: Draft,
): Promise<Date | null> {
  const { id, spaceId } = await findReadable(viewer, threadId);
  await requireWriting(viewer, spaceId);
  if (body.trim() === "" || (key && (await findWritten(viewer, key)))) {
    await discardDraft(viewer, id);
    return null;
  }
  const [own, changed] = [
    { personId: viewer.personId, threadId: id },
    { body, changedAt: now() },
  ];
  await db.draft.upsert({
    where: { personId_threadId: own },
    create: { ...own, ...changed },
    update: changed,
  });
  return changed.changedAt;
}

async function discardDraft(viewer: Viewer, threadId: string): Promise<void> {
  await db.draft.deleteMany({ where: { personId: viewer.personId, threadId } });
}

/** Notes that a reader has seen a thread up to a change; never takes it back. @throws 404 */
export async function markRead(viewer: Viewer, threadId: string | undefined, change: number): Promise<void> {
  const { id } = await findReadable(viewer, threadId);
  await db.$executeRaw`
    INSERT INTO "ReadMark" ("personId", "threadId", "change", "readAt")
    SELECT ${viewer.personId}::uuid, t."id", LEAST(${change}, t."lastChange"), ${now()}
    FROM "Thread" t WHERE t."id" = ${id}::uuid
    ON CONFLICT ("personId", "threadId") DO UPDATE
    SET "change" = GREATEST("ReadMark"."change", EXCLUDED."change"), "readAt" = EXCLUDED."readAt"`;
}

async function findReadable(
  viewer: Viewer,
  id: string | undefined,
): Promise<{ id: string; spaceId: string }> {
  const thread = id
    ? await db.thread.findFirst({
        where: { id, ...readableThreads(viewer) },
        select: { id: true, spaceId: true },
      })
    : null;
  return thread ?? notFound();
}
