import { actingFor, recordEvent } from "../../audit/record-event.server";
import { isSecretariat, type Viewer, voicesOf } from "../../authorization/viewer";
import { type Database, db, inTransaction } from "../../db/database.server";
import { exactlyOnce } from "../../db/idempotency.server";
import { newId } from "../../db/ids.server";
import { badRequest, forbidden, notFound } from "../../http/errors";
import { now } from "../../services/services.server";
import { accessIn } from "../../workspaces/access.server";
import { parseBody } from "../../writing/parsed-body.server";
import { voiceOf } from "../../writing/voices.server";
import { findStanding, type StandingDocument } from "../documents-access.server";
import { documentWorkers } from "../sync/document-workers.server";
import { readLog } from "../sync/log.server";
import { anchorColumns, locationColumns } from "./anchor-columns";
import { requireMayComment, requireMayCommentStill } from "./comment-rights.server";
import { maxCommentsPerThread, maxThreadsPerDocument } from "./comments";
import type { NewCommentThread, NewReply } from "./comments-form.server";

/** A document and the thread of comments that was written in. */
export interface CommentPlace {
  documentId: string;
  threadId: string;
}

/**
 * Begins a thread of comments on a passage. Idempotent by the form's key. @returns null when the document has no such
 * words. @throws 404, 403 for those who may not comment
 */
export async function beginThread(
  viewer: Viewer,
  id: string | undefined,
  form: NewCommentThread,
): Promise<CommentPlace | null> {
  const document = await findStanding(viewer, id);
  requireMayComment(viewer, document);
  const { seq, parts } = await readParts(document.id);
  const { quotation, block, from } = form;
  const located = await documentWorkers().anchor(parts, { quotation, block, from });
  if (!located) return null;
  const { anchor, location } = located;
  return await exactlyOnce(
    () => findByKey(viewer, form.key),
    () =>
      inTransaction(async (tx) => {
        await requireMayCommentStill(tx, viewer, document.id);
        const count = await tx.commentThread.count({ where: { documentId: document.id } });
        if (count >= maxThreadsPerDocument) badRequest();
        const threadId = newId();
        await tx.commentThread.create({
          data: {
            id: threadId,
            documentId: document.id,
            ...anchorColumns(anchor),
            ...locationColumns(location),
            locatedSeq: seq,
            createdAt: now(),
            changedAt: now(),
          },
        });
        await addComment(tx, viewer, { documentId: document.id, threadId }, form);
        return { documentId: document.id, threadId };
      }),
  );
}

/** Replies in a thread, which opens it again. Idempotent by the form's key. @throws 404, 403 for those who may not comment */
export async function reply(viewer: Viewer, id: string | undefined, form: NewReply): Promise<CommentPlace> {
  const { document, thread } = await findThread(viewer, id, form.thread);
  requireMayComment(viewer, document);
  const place = { documentId: document.id, threadId: thread.id };
  return await exactlyOnce(
    () => findByKey(viewer, form.key),
    () =>
      inTransaction(async (tx) => {
        await requireMayCommentStill(tx, viewer, document.id);
        const count = await tx.comment.count({ where: { threadId: thread.id } });
        if (count >= maxCommentsPerThread) badRequest();
        await addComment(tx, viewer, place, form);
        const reopened = { state: "open" as const, resolvedAt: null, resolvedById: null };
        await tx.commentThread.update({ where: { id: thread.id }, data: { changedAt: now(), ...reopened } });
        return place;
      }),
  );
}

/** Resolves a thread, or opens it again. Idempotent. @throws 404, 403 for those who may not */
export async function setResolved(
  viewer: Viewer,
  id: string | undefined,
  { thread: threadId, resolved }: { thread: string; resolved: boolean },
): Promise<CommentPlace> {
  const { document, thread } = await findThread(viewer, id, threadId);
  requireMayComment(viewer, document);
  if (!(await mayResolve(viewer, document, thread))) forbidden("read-only");
  const place = { documentId: document.id, threadId: thread.id };
  await inTransaction(async (tx) => {
    await requireMayCommentStill(tx, viewer, document.id);
    const { count } = await tx.commentThread.updateMany({
      where: { id: thread.id, state: resolved ? "open" : "resolved" },
      data: {
        state: resolved ? "resolved" : "open",
        changedAt: now(),
        resolvedAt: resolved ? now() : null,
        resolvedById: resolved ? viewer.personId : null,
      },
    });
    if (count === 0) return;
    const action = resolved ? "comment.resolved" : "comment.reopened";
    const actor = actingFor(viewer, voicesOf(viewer)[0]);
    await recordEvent(tx, actor, action, document.id, { thread: thread.id });
  });
  return place;
}

/** Deletes a comment: its author, or the secretariat. Idempotent. @throws 404 */
export async function deleteComment(
  viewer: Viewer,
  id: string | undefined,
  commentId: string,
): Promise<CommentPlace> {
  const document = await findStanding(viewer, id);
  const comment = await db.comment.findFirst({
    where: { id: commentId, thread: { documentId: document.id } },
    select: { id: true, threadId: true, authorId: true },
  });
  if (!comment || !(comment.authorId === viewer.personId || isSecretariat(viewer))) notFound();
  await inTransaction(async (tx) => {
    const where = { id: comment.id, state: { not: "trashed" as const } };
    const { count } = await tx.comment.updateMany({ where, data: { state: "trashed" } });
    if (count === 0) return;
    const actor = actingFor(viewer, voicesOf(viewer)[0]);
    await recordEvent(tx, actor, "comment.deleted", document.id, { thread: comment.threadId });
  });
  return { documentId: document.id, threadId: comment.threadId };
}

async function addComment(
  tx: Database,
  viewer: Viewer,
  { documentId, threadId }: CommentPlace,
  { body, key, organisation }: { body: string; key: string; organisation?: string },
): Promise<void> {
  const organisationId = voiceOf(viewer, organisation);
  await tx.comment.create({
    data: {
      id: newId(),
      threadId,
      authorId: viewer.personId,
      organisationId,
      body,
      parsed: parseBody(body),
      idempotencyKey: key,
      createdAt: now(),
    },
  });
  await recordEvent(tx, actingFor(viewer, organisationId), "comment.written", documentId, {
    thread: threadId,
  });
}

async function findByKey({ personId }: Viewer, key: string): Promise<CommentPlace | null> {
  const found = await db.comment.findUnique({
    where: { authorId_idempotencyKey: { authorId: personId, idempotencyKey: key } },
    select: { threadId: true, thread: { select: { documentId: true } } },
  });
  return found && { documentId: found.thread.documentId, threadId: found.threadId };
}

async function findThread(viewer: Viewer, id: string | undefined, threadId: string) {
  const document = await findStanding(viewer, id);
  const thread = await db.commentThread.findFirst({
    where: { id: threadId, documentId: document.id },
    select: { id: true, comments: { take: 1, orderBy: { createdAt: "asc" }, select: { authorId: true } } },
  });
  return { document, thread: thread ?? notFound() };
}

async function mayResolve(
  viewer: Viewer,
  { spaceId }: StandingDocument,
  { comments: [first] }: { comments: { authorId: string }[] },
): Promise<boolean> {
  return first?.authorId === viewer.personId || (await accessIn(viewer, spaceId)) === "write";
}

/** The log of a document as updates, and its last number. */
async function readParts(documentId: string): Promise<{ seq: number; parts: Uint8Array[] }> {
  const { snapshot, updates } = await readLog(documentId);
  const parts = [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
  return { seq: updates.at(-1)?.seq ?? snapshot?.seq ?? 0, parts };
}
