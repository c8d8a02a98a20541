import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction } from "../db/database.server";
import type { Prisma } from "../db/generated/client";
import { slugOf } from "../http/addresses";
import { forbidden, notFound } from "../http/errors";
import { now } from "../services/services.server";
import { facilitatedSpaces, writableSpaces } from "../workspaces/access.server";
import { takeChange } from "./changes.server";
import type { ThreadChange } from "./posts-form.server";
import { isReadableThread, readableThreads } from "./visibility.server";

/** Threads whose title, themes, tags and closing the viewer decides on: their own, and those of spaces they manage. */
export function changeableThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return {
    AND: [
      readableThreads(viewer),
      { space: { state: "active" } },
      {
        OR: [
          { authorId: viewer.personId, space: writableSpaces(viewer) },
          { space: facilitatedSpaces(viewer) },
        ],
      },
    ],
  };
}

/** The thread as its form shows it. */
export interface ChangeableThread {
  id: string;
  slug: string;
  title: string;
  themes: string[];
  tags: string[];
}

/** A thread that the viewer may change. @throws 404 when they may not read it, 403 when they may not change it. */
export async function findChangeable(viewer: Viewer, id: string | undefined): Promise<ChangeableThread> {
  const found = id
    ? await db.thread.findFirst({
        where: { id, ...readableThreads(viewer) },
        select: { id: true, slug: true, title: true, themes: true, tags: { orderBy: { tag: "asc" } } },
      })
    : null;
  if (!found) notFound();
  if ((await db.thread.count({ where: { id: found.id, ...changeableThreads(viewer) } })) === 0) forbidden();
  const { themes, tags, ...thread } = found;
  return { ...thread, themes: themes.map(({ themeId }) => themeId), tags: tags.map(({ tag }) => tag) };
}

/** Changes the title, the themes and the tags of a thread. @throws 404, 403 as `findChangeable`; 404 for unknown themes */
export async function changeThread(
  viewer: Viewer,
  id: string | undefined,
  { title, theme, tags }: ThreadChange,
): Promise<void> {
  const thread = await findChangeable(viewer, id);
  await requireThemes(theme);
  const same = thread.title === title && equal(thread.themes, theme) && equal(thread.tags, tags);
  if (same) return;
  await inTransaction(async (tx) => {
    const { count } = await tx.thread.updateMany({
      where: { id: thread.id, ...changeableThreads(viewer) },
      data: { title, slug: slugOf(title) },
    });
    if (count === 0) forbidden();
    await takeChange(tx, thread.id, 0);
    await tx.threadTheme.deleteMany({ where: { threadId: thread.id } });
    await tx.threadTheme.createMany({ data: theme.map((themeId) => ({ threadId: thread.id, themeId })) });
    await tx.threadTag.deleteMany({ where: { threadId: thread.id } });
    await addTags(tx, thread.id, tags);
    await recordEvent(tx, viewer, "thread.changed", thread.id);
  });
}

/** Closes a thread for new posts, or reopens it. Idempotent. @throws 404, 403 as `findChangeable` */
export async function closeThread(viewer: Viewer, id: string | undefined, closes: boolean): Promise<void> {
  const thread = await findChangeable(viewer, id);
  await inTransaction(async (tx) => {
    // Through the thread's row, which writing a post locks as well.
    const { count } = await tx.thread.updateMany({
      where: { id: thread.id, closedAt: closes ? null : { not: null }, ...changeableThreads(viewer) },
      data: { closedAt: closes ? now() : null },
    });
    if (count === 0) return;
    await takeChange(tx, thread.id, 0);
    await recordEvent(tx, viewer, closes ? "thread.closed" : "thread.reopened", thread.id);
  });
}

/** Gives a thread its tags. */
export async function addTags(tx: Database, threadId: string, tags: readonly string[]): Promise<void> {
  if (tags.length > 0) await tx.threadTag.createMany({ data: tags.map((tag) => ({ threadId, tag })) });
}

/** Requires themes that exist. @throws 404 */
export async function requireThemes(ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length !== ids.length) notFound();
  if (wanted.length > 0 && (await db.theme.count({ where: { id: { in: wanted } } })) !== wanted.length)
    notFound();
}

const equal = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));

/** Maximum number of threads marked as read by one act. */
const maxMarked = 2_000;

/** Sets the viewer's read marks of all threads with unread posts, the latest first. */
export async function markAllRead(viewer: Viewer): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "ReadMark" ("personId", "threadId", "change", "readAt")
    SELECT ${viewer.personId}::uuid, x."id", x."lastChange", ${now()} FROM "Thread" x
    LEFT JOIN "ReadMark" m ON m."threadId" = x."id" AND m."personId" = ${viewer.personId}::uuid
    WHERE ${isReadableThread(viewer)} AND x."lastChange" > COALESCE(m."change", 0)
    ORDER BY x."changedAt" DESC LIMIT ${maxMarked}
    ON CONFLICT ("personId", "threadId") DO UPDATE
    SET "change" = GREATEST("ReadMark"."change", EXCLUDED."change"), "readAt" = EXCLUDED."readAt"`;
}
