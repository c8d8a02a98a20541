import { actingFor, recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { type Database, db, inTransaction, literalLimit, queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { exactlyOnce } from "../db/idempotency.server";
import { newId } from "../db/ids.server";
import { addressOf, slugOf } from "../http/addresses";
import { notFound } from "../http/errors";
import type { Locale } from "../i18n/locales";
import { inLocale } from "../i18n/variants";
import { readVariants } from "../i18n/variants-schema.server";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { now } from "../services/services.server";
import { accessIn, requireSpaceWriter } from "../workspaces/access.server";
import { findNetworkSpace, findReadableSpace, spaceColumns } from "../workspaces/spaces.server";
import { whyReadOnly } from "../writing/refusals.server";
import { listVoices, voiceOf } from "../writing/voices.server";
import { threadPermissionsInSpace } from "./moving.server";
import { readPosts, visiblePostsCondition } from "./post-rows.server";
import { addPost, type PostPlace } from "./posts.server";
import type { NewThread } from "./posts-form.server";
import { addTags, changeableThreads, requireThemes } from "./thread-changes.server";
import { listThreadReaders } from "./thread-readers.server";
import { type Participant, type PostWindow, postsPerPage, type ThreadForm, type ThreadPage } from "./threads";
import { readableThreads } from "./visibility.server";

/** The space of a new thread, by default the network's own, its themes and its tags. */
interface ThreadPlace {
  spaceId?: string;
  themeIds: string[];
  tags?: string[];
}

/**
 * Creates a thread with its first post. Idempotent by the form's key.
 * @throws 404 when the viewer may not read the space or the theme does not exist, 403 when they may only read.
 */
export async function startThread(
  viewer: Viewer,
  { spaceId, themeIds, tags = [] }: ThreadPlace,
  thread: NewThread,
): Promise<PostPlace> {
  const space = await findPlace(viewer, spaceId);
  await requireSpaceWriter(viewer, space.id);
  await requireThemes(themeIds);
  return await exactlyOnce(
    () => findStarted(viewer, thread.key),
    () => inTransaction((tx) => addThread(tx, viewer, { spaceId: space.id, themeIds, tags }, thread)),
  );
}

const findPlace = async (
  viewer: Viewer,
  spaceId: string | undefined,
): Promise<{ id: string; name: string }> =>
  spaceId ? await findReadableSpace(viewer, spaceId) : await findNetworkSpace(viewer);

/** Adds a thread to a space, within the transaction that may also have created the space. */
export async function addThread(
  tx: Database,
  viewer: Viewer,
  { spaceId, themeIds, tags = [] }: ThreadPlace & { spaceId: string },
  thread: NewThread,
): Promise<PostPlace> {
  const organisationId = voiceOf(viewer, thread.organisation);
  const { title, key: idempotencyKey } = thread;
  const { id: threadId } = await tx.thread.create({
    data: {
      id: newId(),
      spaceId,
      slug: slugOf(title),
      title,
      idempotencyKey,
      authorId: viewer.personId,
      organisationId,
      createdAt: now(),
      changedAt: now(),
      themes: { create: themeIds.map((themeId) => ({ themeId })) },
    },
  });
  await addTags(tx, threadId, tags);
  const { postId } = await addPost(tx, viewer, threadId, thread);
  await recordEvent(tx, actingFor(viewer, organisationId), "thread.started", threadId, { post: postId });
  return { threadId, postId };
}

async function findStarted(viewer: Viewer, key: string): Promise<PostPlace | null> {
  const started = await db.thread.findUnique({
    where: { authorId_idempotencyKey: { authorId: viewer.personId, idempotencyKey: key } },
    select: { id: true, posts: { orderBy: { number: "asc" }, take: 1, select: { id: true } } },
  });
  const first = started?.posts[0];
  return started && first ? { threadId: started.id, postId: first.id } : null;
}

/** The data of the form of a new thread. @throws 404, as `startThread` does. */
export async function prepareThread(viewer: Viewer, spaceId?: string): Promise<ThreadForm> {
  const space = await findPlace(viewer, spaceId);
  const [refusal, voices] = await Promise.all([whyReadOnly(viewer, space.id), listVoices(viewer)]);
  return { key: newId(), owner: viewer.personId, voices, space, refusal };
}

/** A thread with one page of its posts. @throws 404 when the viewer may not read it. */
export async function findThread(
  viewer: Viewer,
  id: string | undefined,
  window: PostWindow,
  locale: Locale,
): Promise<ThreadPage> {
  const own = { where: { personId: viewer.personId } };
  const thread = id
    ? await db.thread.findFirst({
        where: { id, ...readableThreads(viewer) },
        include: {
          themes: { include: { theme: true }, orderBy: { theme: { position: "asc" } } },
          tags: { orderBy: { tag: "asc" } },
          readMarks: own,
          drafts: { ...own, orderBy: { changedAt: "desc" } },
          space: { select: spaceColumns },
        },
      })
    : null;
  if (!thread) notFound();
  const [part, voices, access, standing, changeable, readers] = await Promise.all([
    readPart(viewer, thread.id, window),
    listVoices(viewer),
    accessIn(viewer, thread.spaceId),
    threadPermissionsInSpace(viewer, thread),
    db.thread.count({ where: { id: thread.id, ...changeableThreads(viewer) } }),
    listThreadReaders(viewer, thread),
  ]);
  const { slug, title, lastChange, postCount, readMarks, closedAt } = thread;
  const drafts = thread.drafts.map(({ key, body, changedAt }) => ({
    key,
    body,
    keptAt: changedAt.toISOString(),
  }));
  return {
    id: thread.id,
    slug,
    title,
    total: postCount,
    ...part,
    change: lastChange,
    space: thread.space,
    standing,
    closedAt: closedAt?.toISOString() ?? null,
    tags: thread.tags.map(({ tag }) => tag),
    mayChange: changeable > 0,
    readers,
    quoted: null,
    themes: thread.themes.map(({ theme }) => ({
      id: theme.id,
      slug: theme.slug,
      colour: theme.colour,
      name: inLocale(readVariants(theme.name), locale),
    })),
    readUpTo: readMarks[0]?.change ?? null,
    drafts,
    writing:
      access === "write" && !closedAt
        ? { key: newId(), owner: viewer.personId, voices, draft: drafts[0] ?? null }
        : null,
  };
}

/** One page of a thread's posts in order, with the number of posts before and after it, and who wrote in the thread. */
async function readPart(viewer: Viewer, thread: string, window: PostWindow) {
  const found = await readPosts(
    viewer,
    thread,
    Prisma.sql`${visiblePostsCondition(viewer)} AND ${conditionOf(window)}`,
  );
  const posts = found.flatMap(({ view }) => view ?? []).sort((one, other) => one.number - other.number);
  const [first, last] = [posts[0]?.number ?? 0, posts.at(-1)?.number ?? 0];
  const voices = await countByVoice(viewer, thread, first, last);
  return {
    posts,
    earlier: voices.reduce((sum, { earlier }) => sum + earlier, 0),
    later: voices.reduce((sum, { later }) => sum + later, 0),
    participants: voices.flatMap(({ id, slug, name, acronym, picture, posts }): Participant[] =>
      id && slug && name ? [{ address: addressOf({ id, slug }), name, acronym, picture, posts }] : [],
    ),
  };
}

/** The posts of one organisation in a thread; without id those written for none. */
interface VoiceCount {
  id: string | null;
  slug: string | null;
  name: string | null;
  acronym: string | null;
  picture: string | null;
  posts: number;
  earlier: number;
  later: number;
}

/**
 * Counts a thread's posts by organisation, the most active first, and those before and after a page. It reads every post
 * of the thread, but only in the index that was made for it.
 */
async function countByVoice(
  viewer: Viewer,
  thread: string,
  first: number,
  last: number,
): Promise<VoiceCount[]> {
  return await queryPrepared<VoiceCount>(Prisma.sql`
    SELECT o."id", o."slug", o."name", ${acronymSeenBy(viewer)} AS "acronym", o."picture", c."posts", c."earlier", c."later"
    FROM (SELECT p."organisationId", count(*)::int AS "posts", min(p."number") AS "first",
        count(*) FILTER (WHERE p."number" < ${first})::int AS "earlier",
        count(*) FILTER (WHERE p."number" > ${last})::int AS "later"
      FROM "Post" p WHERE p."threadId" = ${thread}::uuid AND ${visiblePostsCondition(viewer)}
      GROUP BY p."organisationId") c
    LEFT JOIN "Organisation" o ON o."id" = c."organisationId"
    ORDER BY c."posts" DESC, c."first"`);
}

function conditionOf(window: PostWindow): Prisma.Sql {
  const latest = Prisma.sql`ORDER BY p."number" DESC ${literalLimit(postsPerPage)}`;
  if (window.part === "before") return Prisma.sql`p."number" < ${window.number} ${latest}`;
  if (window.part === "after") {
    return Prisma.sql`p."number" > ${window.number} ORDER BY p."number" ${literalLimit(postsPerPage)}`;
  }
  if (window.part === "end") return Prisma.sql`TRUE ${latest}`;
  // Half a page before the requested post, the rest after it; the last page when it is not found.
  return Prisma.sql`p."number" >= COALESCE((SELECT min(q."number") FROM (
      SELECT n."number" FROM "Post" n WHERE n."threadId" = p."threadId" AND n."number" <=
        (SELECT t."number" FROM "Post" t WHERE t."id" = ${window.post}::uuid AND t."threadId" = n."threadId")
      ORDER BY n."number" DESC ${literalLimit(postsPerPage / 2)}) q), 0)
    ORDER BY p."number" ${literalLimit(postsPerPage)}`;
}
