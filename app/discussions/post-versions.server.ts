import { recordEvent } from "../audit/record-event.server";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { forbidden, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { requireSpaceWriter } from "../workspaces/access.server";
import type { Block } from "../writing/body";
import { readBody } from "../writing/body.server";
import { readablePosts } from "./visibility.server";

/** Maximum number of earlier versions kept per post; the oldest are dropped first. */
const maxVersions = 50;

/** Keeps the words of a post that an edit replaces, in the transaction of the edit. */
export async function keepVersion(tx: Database, postId: string, newBody: string): Promise<void> {
  // Locks the post first, so that two edits keep two versions.
  await tx.$queryRaw`SELECT "id" FROM "Post" WHERE "id" = ${postId}::uuid FOR UPDATE`;
  const { authorId, body, createdAt, editedAt } = await tx.post.findUniqueOrThrow({ where: { id: postId } });
  if (body === newBody) return;
  const writtenAt = editedAt ?? createdAt;
  await tx.postVersion.create({
    data: { id: newId(), postId, authorId, body, writtenAt, replacedAt: now() },
  });
  const stale = await tx.postVersion.findMany({
    where: { postId },
    orderBy: [{ replacedAt: "desc" }, { id: "desc" }],
    skip: maxVersions,
    select: { id: true },
  });
  if (stale.length > 0) await tx.postVersion.deleteMany({ where: { id: { in: stale.map(({ id }) => id) } } });
}

/** One version of a post; `blocks` is null when its words were redacted. */
export interface VersionView {
  /** Null for the present words. */
  id: string | null;
  writtenAt: string;
  blocks: Block[] | null;
}

interface PostHistory {
  post: string;
  thread: { id: string; slug: string; title: string };
  author: string;
  /** The present words first. */
  versions: VersionView[];
  mayRedact: boolean;
}

/** The present and earlier words of a post, for everyone who may read it. @throws 404 */
export async function findHistory(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
): Promise<PostHistory> {
  const post = await findReadablePost(viewer, threadId, postId);
  const earlier = await db.postVersion.findMany({
    where: { postId: post.id },
    orderBy: [{ replacedAt: "desc" }, { id: "desc" }],
    take: maxVersions,
  });
  const versions = earlier.map(({ id, writtenAt, redactedAt, body }) => ({
    id,
    writtenAt: writtenAt.toISOString(),
    blocks: redactedAt ? null : readBody(body),
  }));
  const writtenAt = (post.editedAt ?? post.createdAt).toISOString();
  return {
    post: post.id,
    thread: post.thread,
    author: post.author.name,
    versions: [{ id: null, writtenAt, blocks: readBody(post.body) }, ...versions],
    mayRedact: mayRedact(viewer, post),
  };
}

/**
 * Empties an earlier version, and what replies quoted of it. Idempotent.
 * @throws 404 when it does not exist for the viewer, 403 when they are neither the author nor the secretariat.
 */
export async function redactVersion(
  viewer: Viewer,
  threadId: string | undefined,
  postId: string | undefined,
  versionId: string,
): Promise<void> {
  const post = await findReadablePost(viewer, threadId, postId);
  await requireSpaceWriter(viewer, post.thread.spaceId);
  if (!mayRedact(viewer, post)) forbidden();
  await inTransaction(async (tx) => {
    const of = { id: versionId, postId: post.id };
    const version = await tx.postVersion.findFirst({ where: of });
    if (!version) notFound();
    const author = isSecretariat(viewer) ? {} : { authorId: viewer.personId };
    const { count } = await tx.postVersion.updateMany({
      where: { ...of, ...author, redactedAt: null, post: readablePosts(viewer) },
      data: { body: "", redactedAt: now() },
    });
    if (count === 0) return;
    const { writtenAt, replacedAt } = version;
    await tx.post.updateMany({
      where: { quotedId: post.id, createdAt: { gte: writtenAt, lte: replacedAt } },
      data: { quotedExcerpt: null },
    });
    await recordEvent(tx, viewer, "post.redacted", post.id, { thread: post.thread.id });
  });
}

const mayRedact = (viewer: Viewer, { authorId }: { authorId: string }): boolean =>
  authorId === viewer.personId || isSecretariat(viewer);

async function findReadablePost(viewer: Viewer, threadId: string | undefined, postId: string | undefined) {
  const post =
    threadId && postId
      ? await db.post.findFirst({
          where: { id: postId, threadId, ...readablePosts(viewer) },
          select: {
            id: true,
            authorId: true,
            body: true,
            createdAt: true,
            editedAt: true,
            author: { select: { name: true } },
            thread: { select: { id: true, slug: true, title: true, spaceId: true } },
          },
        })
      : null;
  return post ?? notFound();
}
