import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireSpaceWriter } from "../workspaces/access.server";
import { keepDraft } from "../writing/drafts.server";
import type { Draft } from "../writing/writing-form.server";
import { findPostByKey } from "./posts.server";
import { readableThreads } from "./visibility.server";

/** A person's private data in a thread: drafts, and the read mark. */

/**
 * Saves a draft. Saves nothing when it is empty, or arrives after its own post.
 * @param draft with the key of its form, where the page knows it, and the draft that form began with.
 * @returns the time at which it was saved; null for none. @throws 404 or 403, as writing does.
 */
export async function saveDraft(
  viewer: Viewer,
  threadId: string | undefined,
  draft: Draft,
): Promise<Date | null> {
  const { id, spaceId } = await findReadable(viewer, threadId);
  await requireSpaceWriter(viewer, spaceId);
  return await keepDraftOf(viewer, id, draft);
}

/**
 * Saves the words of a refused post as a draft, so that their author finds them in the thread, also without the right
 * to write. @throws 404
 */
export async function keepRefused(viewer: Viewer, threadId: string | undefined, draft: Draft): Promise<void> {
  const { id } = await findReadable(viewer, threadId);
  await keepDraftOf(viewer, id, draft);
}

/** Nothing is kept when the post itself has arrived before its draft. */
async function keepDraftOf(viewer: Viewer, threadId: string, draft: Draft): Promise<Date | null> {
  const arrived = draft.key !== undefined && (await findPostByKey(viewer, draft.key)) !== null;
  return await keepDraft(viewer, { threadId }, draft, arrived);
}

/** Moves the reader's read mark up to a change, never back. @throws 404 */
export async function markRead(viewer: Viewer, threadId: string | undefined, change: number): Promise<void> {
  const { id } = await findReadable(viewer, threadId);
  await db.$executeRaw`
    INSERT INTO "ReadMark" ("personId", "threadId", "change", "readAt")
    SELECT ${viewer.personId}::uuid, t."id", LEAST(${change}, t."lastChange"), ${now()}
    FROM "Thread" t WHERE t."id" = ${id}::uuid
    ON CONFLICT ("personId", "threadId") DO UPDATE
    SET "change" = GREATEST("ReadMark"."change", EXCLUDED."change"), "readAt" = EXCLUDED."readAt"`;
}

/** The thread, if the viewer reads it. @throws 404 */
export async function findReadable(
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
