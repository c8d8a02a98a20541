import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { makeThread, viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { emptyThreadBin } from "./bin.server";
import { changesSince } from "./changes.server";
import { findHistory, redactVersion } from "./post-versions.server";
import type { PostView } from "./posts";
import { deletePost, editPost, writePost } from "./posts.server";
import { newPostSchema, newThreadSchema } from "./posts-form.server";
import { changeThread, closeThread, findChangeable, markAllRead } from "./thread-changes.server";
import { listThreads } from "./thread-lists.server";
import { readTags, type ThreadPage } from "./threads";
import { findThread, startThread } from "./threads.server";

const { ports } = useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;
let secretariat: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  observer = await viewerOf("niamey");
  secretariat = await viewerOf("secretariat.administration");
});

const answer = (status: number) => expect.objectContaining({ status });
const read = (viewer: Viewer, id: string): Promise<ThreadPage> =>
  findThread(viewer, id, { part: "end" }, "fr");
const write = (viewer: Viewer, thread: string, body: string, quote?: string) =>
  writePost(viewer, thread, { body, key: newId(), quote });
const shown = async (viewer: Viewer, thread: string, post: string): Promise<PostView | undefined> =>
  (await read(viewer, thread)).posts.find(({ id }) => id === post);

describe("a reply quotes a post by reference", () => {
  test("with its author and the beginning of its words as they were", async () => {
    const { id, post } = await makeThread(jmed, "> avant\n\nLes **mots** d’origine");
    const { postId } = await write(agadez, id, "Oui", post);
    await editPost(jmed, id, post, "D’autres mots");
    expect((await shown(agadez, id, postId))?.quote).toEqual({
      post,
      author: jmed.name,
      excerpt: "Les mots d’origine",
    });
  });

  test("a deleted post shows nothing in the replies, on open pages too", async () => {
    const { id, post } = await makeThread(jmed);
    const { postId } = await write(agadez, id, "Oui", post);
    const { change } = await read(agadez, id);
    await deletePost(jmed, id, post);
    expect((await shown(agadez, id, postId))?.quote).toEqual({ gone: true });
    const { posts, gone } = await changesSince(agadez, id, change);
    expect(gone).toEqual([post]);
    expect(posts.map((each) => [each.id, each.quote])).toEqual([[postId, { gone: true }]]);
  });

  test("an erased post leaves no excerpt and no version in the database", async () => {
    const { id, post } = await makeThread(jmed);
    const { postId } = await write(agadez, id, "Oui", post);
    await editPost(jmed, id, post, "Plus tard");
    await deletePost(jmed, id, post);
    await db.post.update({ where: { id: post }, data: { trashedAt: new Date(0) } });
    await emptyThreadBin();
    expect(await db.post.findUnique({ where: { id: postId } })).toMatchObject({ quotedExcerpt: null });
    expect(await db.postVersion.count({ where: { postId: post } })).toBe(0);
  });

  test("only a readable post of the same thread is quoted", async () => {
    const [one, other] = [await makeThread(jmed), await makeThread(jmed)];
    const { postId } = await write(agadez, one.id, "Oui", other.post);
    expect((await shown(agadez, one.id, postId))?.quote).toBeNull();
    await deletePost(jmed, one.id, one.post);
    const late = await write(agadez, one.id, "Trop tard", one.post);
    expect((await shown(agadez, one.id, late.postId))?.quote).toBeNull();
    expect(newPostSchema.safeParse({ key: newId(), body: "Oui", quote: "x" }).success).toBe(false);
  });
});

describe("the history of a post", () => {
  test("keeps every version for everyone who may read the post", async () => {
    const { id, post } = await makeThread(jmed, "Un");
    await editPost(jmed, id, post, "Deux");
    await editPost(jmed, id, post, "Deux");
    await editPost(jmed, id, post, "Trois");
    const { versions, mayRedact } = await findHistory(agadez, id, post);
    expect(versions.map(({ blocks }) => blocks)).toEqual(
      ["Trois", "Deux", "Un"].map((words) => [{ paragraph: [words] }]),
    );
    expect(mayRedact).toBe(false);
    await deletePost(jmed, id, post);
    await expect(findHistory(agadez, id, post)).rejects.toEqual(answer(404));
  });

  test("the author and the secretariat redact an earlier version, and what was quoted of it", async () => {
    const { id, post } = await makeThread(jmed, "Un nom de trop");
    const { postId } = await write(agadez, id, "Oui", post);
    await editPost(jmed, id, post, "Sans nom");
    const [, earlier] = (await findHistory(jmed, id, post)).versions;
    const version = earlier?.id ?? "";
    await expect(redactVersion(agadez, id, post, version)).rejects.toEqual(answer(403));
    await redactVersion(secretariat, id, post, version);
    await redactVersion(jmed, id, post, version);
    const [, gone] = (await findHistory(agadez, id, post)).versions;
    expect(gone).toMatchObject({ id: version, blocks: null });
    expect(await db.postVersion.findUnique({ where: { id: version } })).toMatchObject({ body: "" });
    expect((await shown(agadez, id, postId))?.quote).toEqual({ gone: true });
    expect(await db.auditEntry.count({ where: { action: "post.redacted", objectId: post } })).toBe(1);
  });
});

describe("who may change and close a thread", () => {
  test("its author and those who manage its space; others are refused, readers too", async () => {
    const { id } = await makeThread(jmed);
    expect((await read(jmed, id)).mayChange).toBe(true);
    expect((await read(secretariat, id)).mayChange).toBe(true);
    expect((await read(agadez, id)).mayChange).toBe(false);
    await expect(findChangeable(agadez, id)).rejects.toEqual(answer(403));
    await expect(closeThread(agadez, id, true)).rejects.toEqual(answer(403));
    await expect(closeThread(observer, id, true)).rejects.toEqual(answer(403));
    await expect(closeThread(jmed, newId(), true)).rejects.toEqual(answer(404));
  });

  test("a closed thread takes no post, not from its author either, until it is reopened", async () => {
    const { id } = await makeThread(jmed);
    await closeThread(jmed, id, true);
    await closeThread(jmed, id, true);
    expect(await read(jmed, id)).toMatchObject({ writing: null, mayChange: true });
    await expect(write(jmed, id, "Trop tard")).rejects.toEqual(answer(403));
    expect(await db.post.count({ where: { threadId: id } })).toBe(1);
    await closeThread(secretariat, id, false);
    await write(agadez, id, "Encore");
    const entries = { objectId: id, action: { in: ["thread.closed", "thread.reopened"] } };
    expect(await db.auditEntry.count({ where: entries })).toBe(2);
  });

  test("title, themes and tags change together; unknown themes are refused", async () => {
    const { id } = await makeThread(jmed);
    const themes = await db.theme.findMany({ orderBy: { position: "asc" }, take: 2 });
    const theme = themes.map((each) => each.id);
    await changeThread(jmed, id, { title: "Un autre titre", theme, tags: ["agadez", "loi"] });
    const page = await read(agadez, id);
    expect(page).toMatchObject({ title: "Un autre titre", slug: "un-autre-titre", tags: ["agadez", "loi"] });
    expect(page.themes.map((each) => each.id)).toEqual(theme);
    const { threads } = await listThreads(agadez, "fr", { tag: "loi" });
    expect(threads.map((thread) => thread.id)).toEqual([id]);
    await expect(changeThread(jmed, id, { title: "x", theme: [newId()], tags: [] })).rejects.toEqual(
      answer(404),
    );
  });

  test("a new thread takes several themes and tags", async () => {
    const themes = await db.theme.findMany({ take: 3, select: { id: true } });
    const { tags, theme, ...thread } = newThreadSchema.parse({
      key: newId(),
      title: "Plusieurs thèmes",
      body: "Premier message",
      theme: themes.map(({ id }) => id),
      tags: "Agadez, #Loi, agadez",
    });
    const { threadId } = await startThread(jmed, { themeIds: theme, tags }, thread);
    const page = await read(jmed, threadId);
    expect(page.themes).toHaveLength(3);
    expect(page.tags).toEqual(["agadez", "loi"]);
  });

  test("tags are short words, each once", () => {
    expect(readTags(" #Agadez ,agadez;\n Deux  mots ,, ")).toEqual(["agadez", "deux mots"]);
  });
});

test("marking all as read sets the marks of the threads one may read, and only those", async () => {
  const { id } = await makeThread(jmed);
  await write(jmed, id, "Du nouveau");
  const fresh = async (viewer: Viewer) =>
    (await listThreads(viewer, "fr", { size: 200 })).threads.filter((thread) => thread.fresh > 0).length;
  expect(await fresh(agadez)).toBeGreaterThan(0);
  await markAllRead(agadez);
  expect(await fresh(agadez)).toBe(0);
  await markAllRead(observer);
  const foreign = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "ReadMark" r JOIN "Thread" t ON t."id" = r."threadId" JOIN "Space" s ON s."id" = t."spaceId"
    WHERE r."personId" = ${observer.personId}::uuid AND s."kind" <> 'network'
      AND NOT EXISTS (SELECT FROM "SpaceMember" m WHERE m."spaceId" = s."id" AND m."personId" = r."personId")`;
  expect(foreign).toEqual([]);
});

test("small spaces show who has read, when the network has chosen it", async () => {
  const spaceId = await makeSpace({ facilitator: jmed.personId });
  const member = { spaceId, personId: agadez.personId, role: "member" as const };
  await db.spaceMember.create({ data: { ...member, createdAt: ports.clock.now() } });
  const thread = { title: "Qui a lu", body: "Premier message", key: newId() };
  const { threadId } = await startThread(jmed, { spaceId, themeIds: [] }, thread);
  await db.readMark.create({
    data: { personId: agadez.personId, threadId, change: 1, readAt: ports.clock.now() },
  });
  await db.network.updateMany({ data: { showReaders: false } });
  expect((await read(jmed, threadId)).readers).toBeNull();
  await db.network.updateMany({ data: { showReaders: true } });
  expect((await read(jmed, threadId)).readers).toEqual([{ name: agadez.name, change: 1 }]);
  const wide = await makeThread(jmed);
  expect((await read(jmed, wide.id)).readers).toBeNull();
});
