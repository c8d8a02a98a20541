import { record } from "../audit/audit.server";
import { type Database, db, inTransaction } from "../db/database.server";
import { type Draft, Prisma } from "../db/generated/client";
import { newId } from "../db/ids.server";
import { exactlyOnce } from "../db/once.server";
import { announce } from "../events/outbox.server";
import { addressOf, slugOf } from "../http/addresses";
import { notFound } from "../http/errors";
import type { Viewer } from "../http/viewer";
import type { Locale } from "../i18n/locales";
import { inLocale, readVariants } from "../i18n/variants";
import { acronymSeenBy } from "../organisations/acronyms.server";
import { now } from "../ports/ports.server";
import { accessIn, requireWriting } from "../workspaces/access.server";
import { findNetworkSpace, findReadableSpace, spaceSign } from "../workspaces/spaces.server";
import { standingOfThread } from "./moving.server";
import { onlySeen, readPosts } from "./post-rows.server";
import type { NewThread, VoiceChoice } from "./posts";
import { addPost, type PostPlace } from "./posts.server";
import { readableThreads } from "./states.server";
import { type Participant, postsPerPage, type ThreadPage, type Window, type Writing } from "./threads";
import { listVoices, voiceOf } from "./voices.server";

declare module "../events/events" {
  interface Events {
    "thread.started": { threadId: string; postId: string };
  }
}

/** Where a thread is begun: its space, the network's own unless said otherwise, and its themes. */
interface ThreadPlace {
  spaceId?: string;
  themeIds: string[];
}

/**
 * Begins a thread with its first post. Sent twice, it begins once.
 * @throws 404 when the space is not theirs to read or there is no such theme, 403 when they may only read.
 */
export async function startThread(
  viewer: Viewer,
  { spaceId, themeIds }: ThreadPlace,
  thread: NewThread,
): Promise<PostPlace> {
  const space = await findPlace(viewer, spaceId);
  await requireWriting(viewer, space.id);
  return await exactlyOnce(
    () => findStarted(viewer, thread.key),
    () => inTransaction((tx) => addThread(tx, viewer, { spaceId: space.id, themeIds }, thread)),
  );
}

const findPlace = async (
  viewer: Viewer,
  spaceId: string | undefined,
): Promise<{ id: string; name: string }> =>
  spaceId ? await findReadableSpace(viewer, spaceId) : await findNetworkSpace(viewer);

/** Adds a thread to a space, in the transaction that may also have made the space. */
export async function addThread(
  tx: Database,
  viewer: Viewer,
  { spaceId, themeIds }: Required<ThreadPlace>,
  thread: NewThread,
): Promise<PostPlace> {
  const organisationId = voiceOf(viewer, thread.organisation);
  const { title, key: idempotencyKey } = thread;
  const { id: threadId } = await tx.thread.create({
    data: {
      ...{ id: newId(), spaceId, slug: slugOf(title), title, idempotencyKey },
      ...{ authorId: viewer.personId, organisationId, createdAt: now(), changedAt: now() },
      themes: { create: themeIds.map((themeId) => ({ themeId })) },
    },
  });
  const { postId } = await addPost(tx, viewer, threadId, thread);
  await announce(tx, "thread.started", { threadId, postId });
  await record(tx, {
    ...{ personId: viewer.personId, organisationId: organisationId ?? undefined, action: "thread.started" },
    on: { type: "thread", id: threadId },
  });
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

/** What the form of a new thread needs. @throws 404 or 403, as beginning one. */
export async function prepareThread(
  viewer: Viewer,
  spaceId?: string,
): Promise<{ key: string; voices: VoiceChoice[]; space: { id: string; name: string } }> {
  const space = await findPlace(viewer, spaceId);
  await requireWriting(viewer, space.id);
  return { key: newId(), voices: await listVoices(viewer), space };
}

/** A thread with one part of its posts, as its page shows it. @throws 404 when it is not theirs to read. */
export async function findThread(
  viewer: Viewer,
  id: string | undefined,
  window: Window,
  locale: Locale,
): Promise<ThreadPage> {
  const own = { where: { personId: viewer.personId } };
  const thread = id
    ? await db.thread.findFirst({
        where: { id, ...readableThreads(viewer) },
        include: {
          themes: { include: { theme: true }, orderBy: { theme: { position: "asc" } } },
          ...{ readMarks: own, drafts: own },
          space: { select: spaceSign },
        },
      })
    : null;
  if (!thread) notFound();
  const [part, participants, voices, access, standing] = await Promise.all([
    readPart(viewer, thread.id, window),
    listParticipants(viewer, thread.id),
    listVoices(viewer),
    accessIn(viewer, thread.spaceId),
    standingOfThread(viewer, thread),
  ]);
  const { slug, title, lastChange, postCount, readMarks, drafts } = thread;
  return {
    ...{ id: thread.id, slug, title, total: postCount, participants, ...part },
    ...{ change: lastChange, space: thread.space, standing },
    themes: thread.themes.map(({ theme }) => ({
      ...{ id: theme.id, slug: theme.slug },
      name: inLocale(readVariants(theme.name), locale),
    })),
    readUpTo: readMarks[0]?.change ?? null,
    writing: access === "write" ? writingOf(viewer, voices, drafts[0]) : null,
  };
}

function writingOf(viewer: Viewer, voices: VoiceChoice[], draft: Draft | undefined): Writing {
  return {
    ...{ key: newId(), owner: viewer.personId, voices },
    draft: draft ? { body: draft.body, keptAt: draft.changedAt.toISOString() } : null,
  };
}

/** The posts of one part of a thread in their order, and how many lie around them. */
async function readPart(viewer: Viewer, thread: string, window: Window) {
  const found = await readPosts(viewer, thread, Prisma.sql`${onlySeen(viewer)} AND ${conditionOf(window)}`);
  const posts = found.flatMap(({ view }) => view ?? []).sort((one, other) => one.number - other.number);
  const [first, last] = [posts[0]?.number ?? 0, posts.at(-1)?.number ?? 0];
  const [around] = await db.$queryRaw<{ earlier: bigint; later: bigint }[]>`
    SELECT count(*) FILTER (WHERE p."number" < ${first}) AS "earlier",
      count(*) FILTER (WHERE p."number" > ${last}) AS "later"
    FROM "Post" p WHERE p."threadId" = ${thread}::uuid AND ${onlySeen(viewer)}`;
  return { posts, earlier: Number(around?.earlier ?? 0), later: Number(around?.later ?? 0) };
}

function conditionOf(window: Window): Prisma.Sql {
  const latest = Prisma.sql`ORDER BY p."number" DESC LIMIT ${postsPerPage}`;
  if (window.part === "before") return Prisma.sql`p."number" < ${window.number} ${latest}`;
  if (window.part === "after") {
    return Prisma.sql`p."number" > ${window.number} ORDER BY p."number" LIMIT ${postsPerPage}`;
  }
  if (window.part === "end") return Prisma.sql`TRUE ${latest}`;
  // Half a page before the post that is asked for, the rest after it; the end where it is not found.
  return Prisma.sql`p."number" >= COALESCE((SELECT min(q."number") FROM (
      SELECT n."number" FROM "Post" n WHERE n."threadId" = p."threadId" AND n."number" <=
        (SELECT t."number" FROM "Post" t WHERE t."id" = ${window.post}::uuid AND t."threadId" = n."threadId")
      ORDER BY n."number" DESC LIMIT ${postsPerPage / 2}) q), 0)
    ORDER BY p."number" LIMIT ${postsPerPage}`;
}

/** The organisations that have written in a thread, the most talkative first. */
async function listParticipants(viewer: Viewer, thread: string): Promise<Participant[]> {
  const rows = await db.$queryRaw<(Omit<Participant, "address"> & { id: string; slug: string })[]>`
    SELECT o."id", o."slug", o."name", ${acronymSeenBy(viewer)} AS "acronym", count(*)::int AS "posts"
    FROM "Post" p JOIN "Organisation" o ON o."id" = p."organisationId"
    WHERE p."threadId" = ${thread}::uuid AND ${onlySeen(viewer)}
    GROUP BY o."id" ORDER BY 5 DESC, min(p."number")`;
  return rows.map(({ id, slug, name, acronym, posts }) => ({
    address: addressOf({ id, slug }),
    name,
    acronym,
    posts,
  }));
}
