import pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { instantOf } from "../../prisma/demo/known.server";
import { threads as demonstration } from "../../prisma/demo/threads";
import { useDatabase } from "../../tests/support/database";
import { makeViewer } from "../../tests/support/factories";
import { makeThread, viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { changesSince } from "./changes.server";
import { keepRefused, markRead, saveDraft } from "./drafts-and-marks.server";
import { deletePost, writePost } from "./posts.server";
import { listThreads } from "./thread-lists.server";
import { postsPerPage, readPostWindow } from "./threads";
import { findThread, startThread } from "./threads.server";

const { ports } = useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;
let stranger: Viewer;
let theme: string;

beforeAll(async () => {
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  observer = await viewerOf("niamey");
  stranger = await makeViewer();
  theme = (await db.theme.findFirstOrThrow({ orderBy: { position: "asc" } })).id;
});

const answer = (status: number) => expect.objectContaining({ status });
const find = (viewer: Viewer, id: string, search = "") =>
  findThread(viewer, id, readPostWindow(new URLSearchParams(search)), "fr");

describe("creating a thread", () => {
  test("one form creates one thread, also when it is sent repeatedly", async () => {
    const form = { title: "Une question ?", body: "La voici.", key: newId() };
    const places = await Promise.all(
      Array.from({ length: 5 }, () => startThread(jmed, { themeIds: [theme] }, form)),
    );
    expect(new Set(places.map(({ threadId }) => threadId)).size).toBe(1);
    const thread = await find(jmed, places[0]?.threadId ?? "");
    expect(thread).toMatchObject({ slug: "une-question", total: 1, change: 1 });
    expect(thread.themes.map(({ id }) => id)).toEqual([theme]);
  });

  test("an observer, and a person without access, are refused", async () => {
    const form = () => ({ title: "Non", body: "Non", key: newId() });
    await expect(startThread(observer, { themeIds: [theme] }, form())).rejects.toEqual(answer(403));
    await expect(startThread(stranger, { themeIds: [theme] }, form())).rejects.toEqual(answer(404));
  });

  test("a theme that does not exist is refused", async () => {
    const form = { title: "Non", body: "Non", key: newId() };
    await expect(startThread(jmed, { themeIds: [newId()] }, form)).rejects.toThrow();
    expect(await db.thread.count({ where: { title: "Non" } })).toBe(0);
  });
});

describe("a long thread is read page by page", () => {
  let id: string;
  let posts: string[];
  beforeAll(async () => {
    const made = await makeThread(jmed);
    id = made.id;
    posts = [made.post];
    for (let n = 2; n <= 75; n++) {
      posts.push((await writePost(agadez, id, { body: `n° ${n}`, key: newId() })).postId);
    }
  });
  const numbersOf = async (search: string) => {
    const { posts, earlier, later } = await find(jmed, id, search);
    return { from: posts[0]?.number, to: posts.at(-1)?.number, earlier, later };
  };

  test("the last page first, with the number of earlier posts", async () => {
    expect(await numbersOf("")).toEqual({ from: 46, to: 75, earlier: 45, later: 0 });
  });

  test("then the pages before and after", async () => {
    expect(await numbersOf("avant=46")).toEqual({ from: 16, to: 45, earlier: 15, later: 30 });
    expect(await numbersOf("avant=16")).toEqual({ from: 1, to: 15, earlier: 0, later: 60 });
    expect(await numbersOf("apres=15")).toEqual({ from: 16, to: 45, earlier: 15, later: 30 });
  });

  test("around the post in the address", async () => {
    expect(await numbersOf(`message=${posts[19]}`)).toEqual({ from: 6, to: 35, earlier: 5, later: 40 });
    expect(await numbersOf(`message=${posts[2]}`)).toMatchObject({ from: 1, earlier: 0 });
    expect((await find(jmed, id, `citer=${posts[74]}`)).posts.map(({ id }) => id)).toContain(posts[74]);
  });

  test.each([
    "avant=0",
    "avant=-1",
    "avant=1e99",
    "avant=x",
    "message=x",
    "message=%00",
    "apres=99999999999",
    "message[]=1",
  ])("“%s” gives the last page or an empty one, not an error", async (search) => {
    const { posts } = await find(jmed, id, search);
    expect(posts.length).toBeLessThanOrEqual(postsPerPage);
  });

  test("a post of another thread selects no page of this one", async () => {
    const other = await makeThread(jmed);
    expect((await find(jmed, id, `message=${other.post}`)).posts.length).toBe(postsPerPage);
  });
});

describe("a catch-up is cheap", () => {
  test("three queries for any number of changes", async () => {
    const { id } = await makeThread(jmed);
    for (let n = 0; n < 5; n++) await writePost(agadez, id, { body: `n° ${n}`, key: newId() });
    const asked = vi.spyOn(pg.Client.prototype, "query");
    await changesSince(jmed, id, 0);
    const queries = asked.mock.calls.length;
    asked.mockRestore();
    expect(queries).toBe(3);
  });
});

describe("a reader's own marks", () => {
  test("posts of others since the last visit are new, the reader's own are not", async () => {
    const { id } = await makeThread(jmed);
    const fresh = async () =>
      (await listThreads(jmed, "fr")).threads.find((thread) => thread.id === id)?.fresh;
    expect(await fresh()).toBe(0);
    const { postId } = await writePost(agadez, id, { body: "Neuf", key: newId() });
    await writePost(jmed, id, { body: "De moi", key: newId() });
    expect(await fresh()).toBe(1);
    expect((await find(jmed, id)).readUpTo).toBeNull();
    await markRead(jmed, id, 3);
    expect(await fresh()).toBe(0);
    await writePost(agadez, id, { body: "Plus neuf", key: newId() });
    expect(await fresh()).toBe(1);
    await deletePost(agadez, id, postId);
    expect(await fresh()).toBe(1);
  });

  test("a read mark never goes back, nor beyond the last change", async () => {
    const { id } = await makeThread(jmed);
    for (const change of [1_000, 0]) await markRead(observer, id, change);
    expect((await find(observer, id)).readUpTo).toBe(1);
    await expect(markRead(stranger, id, 1)).rejects.toEqual(answer(404));
  });

  test("a draft is private, and deleted once it is posted or emptied", async () => {
    const { id } = await makeThread(jmed);
    const key = newId();
    const at = await saveDraft(jmed, id, { body: "Je réfléchis", key });
    expect(at).toEqual(ports.clock.now());
    const kept = { key, body: "Je réfléchis", keptAt: at?.toISOString() };
    expect((await find(jmed, id)).writing?.draft).toEqual(kept);
    expect((await find(agadez, id)).writing?.draft).toBeNull();
    await writePost(jmed, id, { body: "J’ai réfléchi", key });
    expect((await find(jmed, id)).writing?.draft).toBeNull();
    const other = newId();
    await saveDraft(jmed, id, { body: "Encore", key: other });
    expect(await saveDraft(jmed, id, { body: "  \n\u2800", key: other })).toBeNull();
    expect((await find(jmed, id)).writing?.draft).toBeNull();
  });

  test("two tabs of one thread keep two drafts; posting one leaves the other", async () => {
    const { id } = await makeThread(jmed);
    const [one, other] = [newId(), newId()];
    await saveDraft(jmed, id, { body: "Le premier", key: one });
    ports.clock.advance(1_000);
    await saveDraft(jmed, id, { body: "Le second", key: other });
    const { drafts, writing } = await find(jmed, id);
    expect(drafts.map(({ body }) => body)).toEqual(["Le second", "Le premier"]);
    expect(writing?.draft?.body).toBe("Le second");
    await writePost(jmed, id, { body: "Le second", key: other });
    expect((await find(jmed, id)).drafts.map(({ body }) => body)).toEqual(["Le premier"]);
  });

  test("a form replaces the draft it began with, unless another tab has changed that one since", async () => {
    const { id } = await makeThread(jmed);
    const [first, second, third] = [newId(), newId(), newId()];
    await saveDraft(jmed, id, { body: "Commencé", key: first });
    const [begun] = (await find(jmed, id)).drafts;
    const goesOn = { draft: begun?.key, draftAt: begun?.keptAt };
    ports.clock.advance(1_000);
    await saveDraft(jmed, id, { body: "Commencé, puis repris", key: second, ...goesOn });
    expect((await find(jmed, id)).drafts.map(({ key }) => key)).toEqual([second]);
    ports.clock.advance(1_000);
    // Both tabs began with the same draft.
    await saveDraft(jmed, id, { body: "Commencé autrement", key: third, ...goesOn });
    expect((await find(jmed, id)).drafts.map(({ key }) => key)).toEqual([third, second]);
  });

  test("a form that is posted before it was saved deletes the draft it began with, if unchanged", async () => {
    const { id } = await makeThread(jmed);
    const first = newId();
    await saveDraft(jmed, id, { body: "Commencé", key: first });
    const [begun] = (await find(jmed, id)).drafts;
    const goesOn = { draft: begun?.key, draftAt: begun?.keptAt };
    ports.clock.advance(1_000);
    await saveDraft(jmed, id, { body: "Commencé, et plus long", key: first });
    await writePost(jmed, id, { body: "Commencé", key: newId(), ...goesOn });
    expect((await find(jmed, id)).drafts.map(({ body }) => body)).toEqual(["Commencé, et plus long"]);
    const [now] = (await find(jmed, id)).drafts;
    await writePost(jmed, id, { body: "Fini", key: newId(), draft: now?.key, draftAt: now?.keptAt });
    expect((await find(jmed, id)).drafts).toEqual([]);
  });

  test("another person's draft cannot be replaced", async () => {
    const { id } = await makeThread(jmed);
    const key = newId();
    const at = await saveDraft(jmed, id, { body: "À moi", key });
    await saveDraft(agadez, id, {
      body: "À moi aussi",
      key: newId(),
      draft: key,
      draftAt: at?.toISOString(),
    });
    expect((await find(jmed, id)).drafts.map(({ body }) => body)).toEqual(["À moi"]);
  });

  test("at most twenty drafts are kept, the latest ones", async () => {
    const { id } = await makeThread(jmed);
    for (let tab = 1; tab <= 22; tab++) {
      ports.clock.advance(1_000);
      await saveDraft(jmed, id, { body: `Brouillon ${tab}`, key: newId() });
    }
    const bodies = (await find(jmed, id)).drafts.map(({ body }) => body);
    expect(bodies).toHaveLength(20);
    expect([bodies[0], bodies.at(-1)]).toEqual(["Brouillon 22", "Brouillon 3"]);
  });

  test("the words of a refused post are kept for their author only, who must be able to read the thread", async () => {
    const { id } = await makeThread(jmed);
    await keepRefused(observer, id, { body: "Refusé", key: newId() });
    const page = await find(observer, id);
    expect(page.writing).toBeNull();
    expect(page.drafts.map(({ body }) => body)).toEqual(["Refusé"]);
    expect((await find(jmed, id)).drafts).toEqual([]);
    await expect(keepRefused(stranger, id, { body: "Non", key: newId() })).rejects.toEqual(answer(404));
  });

  test("a draft that arrives after its own post is not saved", async () => {
    const { id } = await makeThread(jmed);
    const key = newId();
    await writePost(jmed, id, { body: "Publié", key });
    expect(await saveDraft(jmed, id, { body: "Publi", key })).toBeNull();
    expect(await db.draft.count({ where: { threadId: id } })).toBe(0);
  });

  test("an observer saves none; a person without access finds no thread", async () => {
    const { id } = await makeThread(jmed);
    await expect(saveDraft(observer, id, { body: "Non" })).rejects.toEqual(answer(403));
    await expect(saveDraft(stranger, id, { body: "Non" })).rejects.toEqual(answer(404));
  });
});

describe("lists", () => {
  test("show the latest activity first, with the last author and organisation", async () => {
    const { id } = await makeThread(jmed);
    ports.clock.advance(60_000);
    await writePost(agadez, id, { body: "Dernier", key: newId() });
    const [first] = (await listThreads(observer, "fr")).threads;
    expect(first).toMatchObject({ id, posts: 2, fresh: 2, last: { organisation: "DÉMO-AZ" } });
  });

  test("are empty for a person without access, and contain no withdrawn thread", async () => {
    expect(await listThreads(stranger, "fr")).toEqual({ threads: [], total: 0, next: null });
    const { id } = await makeThread(jmed);
    await db.thread.update({ where: { id }, data: { state: "hidden" } });
    expect((await listThreads(jmed, "fr")).threads.map((thread) => thread.id)).not.toContain(id);
    await expect(find(jmed, id)).rejects.toEqual(answer(404));
  });

  test("of a theme contain its threads, page by page", async () => {
    const { total } = await listThreads(jmed, "fr", { theme, size: 2 });
    const first = await listThreads(jmed, "fr", { theme, size: 2 });
    const second = await listThreads(jmed, "fr", { theme, after: first.next, size: 2 });
    const ids = [first, second].flatMap(({ threads }) => threads.map(({ id }) => id));
    expect(total).toBeGreaterThan(4);
    expect(new Set(ids).size).toBe(4);
  });
});

describe("the demonstration data", () => {
  test("has 10 threads with 69 posts, each at its time and in its place", async () => {
    const all = demonstration.flatMap(({ slug, posts }) => posts.map((post) => ({ slug, post })));
    expect([demonstration.length, all.length]).toEqual([10, 69]);
    for (const { slug, posts } of demonstration) {
      const thread = await db.thread.findFirstOrThrow({
        where: { slug, idempotencyKey: { startsWith: "demo-" } },
        include: { posts: { orderBy: { number: "asc" } } },
      });
      expect(thread.posts.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
        posts.map(({ id }) => `demo-${slug}-${id}`),
      );
      expect(thread.posts.map(({ createdAt }) => createdAt)).toEqual(
        [...thread.posts.map(({ createdAt }) => createdAt)].sort((a, b) => +a - +b),
      );
      expect(thread).toMatchObject({ lastChange: posts.length, postCount: posts.length });
    }
  });

  test("has times counted back from today in Niamey", () => {
    const at = instantOf({ daysAgo: 1, hour: 16, minute: 30 });
    expect(at.toISOString()).toBe("2026-11-22T15:30:00.000Z");
  });

  test("has the observer in the network's space", async () => {
    expect((await listThreads(observer, "fr")).total).toBeGreaterThanOrEqual(10);
  });
});
