import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { isBlank } from "../http/blank";
import { notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireSpaceWriter } from "../workspaces/access.server";
import { discardDraft, findPostByKey } from "./posts.server";
import type { Draft } from "./posts-form.server";
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
  return await keepDraft(viewer, id, draft);
}

/**
 * Saves the words of a refused post as a draft, so that their author finds them in the thread, also without the right
 * to write. @throws 404
 */
export async function keepRefused(viewer: Viewer, threadId: string | undefined, draft: Draft): Promise<void> {
  const { id } = await findReadable(viewer, threadId);
  await keepDraft(viewer, id, draft);
}

/** Maximum number of drafts per person and thread; the latest ones are kept. */
const maxDrafts = 20;

/**
 * Each form saves its own draft, under its key. It replaces the draft it began with, unless another tab has changed
 * that one since: then both stay.
 */
async function keepDraft(
  viewer: Viewer,
  threadId: string,
  { body, key = newId(), draft, draftAt }: Draft,
): Promise<Date | null> {
  if (isBlank(body) || (await findPostByKey(viewer, key))) {
    await discardDraft(db, viewer, { key, draft, draftAt });
    return null;
  }
  const { personId } = viewer;
  const words = { threadId, body, changedAt: now() };
  await inTransaction(async (tx) => {
    if ((await tx.draft.count({ where: { personId, key } })) === 0 && draft && draftAt) {
      const begun = { personId, threadId, key: draft, changedAt: new Date(draftAt) };
      await tx.draft.updateMany({ where: begun, data: { key } });
    }
    await tx.draft.upsert({
      where: { personId_key: { personId, key } },
      create: { personId, key, ...words },
      update: words,
    });
    const stale = await tx.draft.findMany({
      where: { personId, threadId },
      orderBy: { changedAt: "desc" },
      skip: maxDrafts,
      select: { key: true },
    });
    if (stale.length > 0) {
      await tx.draft.deleteMany({ where: { personId, key: { in: stale.map((each) => each.key) } } });
    }
  });
  return words.changedAt;
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
