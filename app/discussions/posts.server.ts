import { actingFor, recordEvent } from "../audit/record-event.server";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { attachFiles } from "../files/attachments.server";
import { forbidden, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireSpaceWriter } from "../workspaces/access.server";
import { discardDraft } from "../writing/drafts.server";
import { parseBody } from "../writing/parsed-body.server";
import { voiceOf } from "../writing/voices.server";
import { takeChange } from "./changes.server";
import { readPosts } from "./post-rows.server";
import { keepVersion } from "./post-versions.server";
import type { PostView } from "./posts";
import type { NewPost } from "./posts-form.server";
import { quotationOf, resendQuotations } from "./quotations.server";
import { readablePosts, readableThreads } from "./visibility.server";

/** The thread and space of a post. */
export interface PostPlace {
  threadId: string;
  postId: string;
}

/**
 * Writes a post for one of the viewer's organisations. Idempotent by the form's key.
 * @returns its place; `otherWords` when a post with this key has other words: these were not written.
 * @throws 404 when the viewer may not read the thread, 403 when they may only read.
 */
export async function writePost(
  viewer: Viewer,
  threadId: string | undefined,
  post: NewPost,
): Promise<PostPlace & { otherWords: boolean }> {
  const { id } = await findWritableThread(viewer, threadId);
  const { body, ...place } = await exactlyOnce(
    () => findPostByKey(viewer, post.key),
    async () => ({ ...(await inTransaction((tx) => addPost(tx, viewer, id, post))), body: post.body }),
  );
  return { ...place, otherWords: body !== post.body };
}

/** Adds a post to a thread, within the transaction that may also have created the thread. */
export async function addPost(
  tx: Database,
  viewer: Viewer,
  threadId: string,
  post: NewPost,
): Promise<PostPlace> {
  const organisationId = voiceOf(viewer, post.organisation);
  // Parsed before the thread's row is locked, to keep the lock short.
  const parsed = parseBody(post.body);
  const quotation = await quotationOf(tx, viewer, threadId, post.quote);
  const change = await takeChange(tx, threadId, 1);
  await requireOpen(tx, threadId);
  const { id: postId } = await tx.post.create({
    data: {
      id: newId(),
      threadId,
      authorId: viewer.personId,
      organisationId,
      body: post.body,
      parsed,
      ...quotation,
      idempotencyKey: post.key,
      number: change,
      change,
      createdAt: now(),
    },
  });
  if (post.attach?.length) {
    const { spaceId } = await tx.thread.findUniqueOrThrow({
      where: { id: threadId },
      select: { spaceId: true },
    });
    await attachFiles(tx, viewer, { kind: "post", id: postId, spaceId }, post.attach);
  }
  await discardDraft(tx, viewer, post);
  await recordEvent(tx, actingFor(viewer, organisationId), "post.written", postId, { thread: threadId });
  return { threadId, postId };
}

/** Requires a thread that takes posts; its row is locked, so that it is not closed meanwhile. @throws 403 */
async function requireOpen(tx: Database, threadId: string): Promise<void> {
  if (await tx.thread.count({ where: { id: threadId, closedAt: { not: null } } })) forbidden("closed");
}

/** The post with this form key, if it exists. */
export async function findPostByKey(
  viewer: Viewer,
  key: string,
): Promise<(PostPlace & { body: string }) | null> {
  const written = await db.post.findUnique({
    where: { authorId_idempotencyKey: { authorId: viewer.personId, idempotencyKey: key } },
    select: { id: true, threadId: true, body: true },
  });
  return written && { threadId: written.threadId, postId: written.id, body: written.body };
}

async function findWritableThread(viewer: Viewer, id: string | undefined): Promise<{ id: string }> {
  const thread = id
    ? await db.thread.findFirst({
        where: { id, ...readableThreads(viewer) },
        select: { id: true, spaceId: true },
      })
    : null;
  if (!thread) notFound();
  await requireSpaceWriter(viewer, thread.spaceId);
  return thread;
}

const threadName = { id: true, slug: true, title: true, spaceId: true } as const;

/** One of the viewer's own posts with its source, to be edited. @throws 404 when it is not theirs. */
export async function findOwnPost(viewer: Viewer, threadId: string | undefined, postId: string | undefined) {
  const post =
    threadId && postId
      ? await db.post.findFirst({
          where: { id: postId, threadId, authorId: viewer.personId, ...readablePosts(viewer) },
          select: {
            id: true,
            threadId: true,
            organisationId: true,
            body: true,
            thread: { select: threadName },
          },
        })
      : null;
  return post ?? notFound();
}

/** Replaces the words of the viewer's own post and marks it as edited. @throws 404, 403 for readers */
export async function editPost(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
  body: string,
): Promise<PostPlace> {
  const { id, organisationId, ...post } = await findOwnPost(viewer, threadId, postId);
  await requireSpaceWriter(viewer, post.thread.spaceId);
  const place = { threadId: post.threadId, postId: id };
  if (post.body === body) return place;
  const parsed = parseBody(body);
  await inTransaction(async (tx) => {
    // Locks the post first, then the thread, as deletion does, so that two of them cannot deadlock.
    const where = { id, ...readablePosts(viewer) };
    const data = { body, parsed, editedAt: now() };
    await keepVersion(tx, id, body);
    const { count } = await tx.post.updateMany({ where, data });
    if (count === 0) notFound();
    const change = await takeChange(tx, place.threadId, 0);
    await tx.post.update({ where: { id }, data: { change } });
    await recordEvent(tx, actingFor(viewer, organisationId), "post.edited", id, { thread: place.threadId });
  });
  return place;
}

/** A post that the viewer may delete, and its thread: the author their own, the secretariat any. @throws 404 */
export async function findDeletablePost(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
): Promise<{ post: PostView; thread: { id: string; slug: string; title: string } }> {
  const place = await findOwnPlace(viewer, threadId, postId);
  const [[post], thread] = await Promise.all([
    readPosts(viewer, place.threadId, Prisma.sql`p."id" = ${place.postId}::uuid`),
    db.thread.findUnique({ where: { id: place.threadId }, select: threadName }),
  ]);
  if (!post?.view || !thread) notFound();
  return { post: post.view, thread };
}

/** Deletes a post: its words are sent to no reader from now on. Idempotent. @throws 404 */
export async function deletePost(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
): Promise<PostPlace> {
  const place = await findOwnPlace(viewer, threadId, postId);
  await inTransaction(async (tx) => {
    const { count } = await tx.post.updateMany({
      where: { id: place.postId, ...readablePosts(viewer) },
      data: { state: "trashed" },
    });
    if (count === 0) return;
    const change = await takeChange(tx, place.threadId, -1);
    await tx.post.update({ where: { id: place.postId }, data: { change } });
    await resendQuotations(tx, place);
    await recordEvent(tx, viewer, "post.deleted", place.postId, { thread: place.threadId });
  });
  return place;
}

async function findOwnPlace(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
): Promise<PostPlace> {
  const author = isSecretariat(viewer) ? {} : { authorId: viewer.personId };
  const found =
    threadId && postId
      ? await db.post.findFirst({
          where: { id: postId, threadId, ...author, thread: readableThreads(viewer) },
          select: { id: true, thread: { select: { spaceId: true } } },
        })
      : null;
  if (!found || !threadId) notFound();
  await requireSpaceWriter(viewer, found.thread.spaceId);
  return { threadId, postId: found.id };
}
