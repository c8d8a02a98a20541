import pg from "pg";
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import { makePerson } from "../../tests/support/factories";
import type { LiveClient } from "../../tests/support/live-client";
import { useLivePortal } from "../../tests/support/live-portal";
import { makeThread, viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import type { Presence, PresenceChange, ServerEvents } from "../realtime/events";
import type { LiveSession } from "../realtime/live.server";
import { applyPresence } from "../realtime/presence";
import { type CaughtUpChanges, mergeChanges, noChanges } from "../writing/merge-changes";
import { changesSince } from "./changes.server";
import type { PostChanges, PostView } from "./posts";
import { deletePost, editPost, writePost } from "./posts.server";
import { react } from "./reactions.server";
import { readSharedChanges } from "./shared-changes.server";

const live = useLivePortal();

let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;

beforeAll(async () => {
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  observer = await viewerOf("niamey");
});

/** All payloads of one event that a client receives, in order. */
function hearing<Payload>(client: LiveClient, event: string): Payload[] {
  const heard: Payload[] = [];
  client.socket.on(event, (payload: Payload) => heard.push(payload));
  return heard;
}

const join = async (viewer: Viewer, thread: string) => {
  const client = await live().connect(viewer.personId);
  const heard = hearing<ServerEvents["thread:changed"]>(client, "thread:changed");
  return { client, heard, answer: await client.ask("thread:join", { thread }) };
};
/** What a page shows after the changes that it received. */
const caughtUp = (heard: readonly ServerEvents["thread:changed"][]) =>
  heard.reduce<CaughtUpChanges<PostView>>((before, told) => mergeChanges(before, contentOf(told)), noChanges);
/** The content that came with a change, as a page merges it. */
function contentOf({ change, content }: ServerEvents["thread:changed"]): PostChanges {
  if (!content) throw new Error("A change came without content.");
  return { change, posts: content.posts as PostView[], gone: [...content.gone], more: false };
}
const write = (viewer: Viewer, thread: string) =>
  writePost(viewer, thread, { body: "Des mots", key: newId() });
const soon = { timeout: 3_000 };

describe("every reader of a thread receives each change by its number", () => {
  test("posts, edits and deletions", async () => {
    const { id, post } = await makeThread(jmed);
    const { heard, answer } = await join(observer, id);
    expect(answer).toMatchObject({ ok: true, change: 1 });
    const { postId } = await write(agadez, id);
    await editPost(jmed, id, post, "Autrement");
    await deletePost(agadez, id, postId);
    // Changes that follow each other closely may be sent together.
    await vi.waitFor(() => expect(heard.at(-1)?.change).toBe(4), soon);
    const caught = caughtUp(heard);
    expect([...caught.posts.keys()]).toEqual([post]);
    expect([...caught.gone]).toEqual([postId]);
    expect(JSON.stringify(caught.posts.get(post))).toContain("Autrement");
  });

  test("nothing after leaving, and nothing of other threads", async () => {
    const [one, other] = [await makeThread(jmed), await makeThread(jmed)];
    const { client, heard } = await join(agadez, one.id);
    await write(jmed, other.id);
    await write(jmed, one.id);
    await vi.waitFor(() => expect(heard).toMatchObject([{ thread: one.id, change: 2 }]), soon);
    await client.ask("thread:leave", { thread: one.id });
    await write(jmed, one.id);
    await client.ask("thread:leave", { thread: one.id });
    expect(heard).toHaveLength(1);
  });

  test("also changes by another process", async () => {
    const { id } = await makeThread(jmed);
    const { heard } = await join(agadez, id);
    const said = {
      from: "another",
      messages: [{ type: "thread:changed", payload: { thread: id, change: 7 } }],
    };
    await db.$executeRaw`SELECT pg_notify('portal', ${JSON.stringify(said)})`;
    await vi.waitFor(() => expect(heard).toEqual([{ thread: id, change: 7 }]), soon);
  });

  test("also changes by another process during a gap in notifications", async () => {
    const { id } = await makeThread(jmed);
    const { heard } = await join(agadez, id);
    await cutListening();
    // As another process would leave it, with its notification lost.
    await db.thread.update({ where: { id }, data: { lastChange: 5 } });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ thread: id, change: 5 }), {
      timeout: 10_000,
    });
  });
});

describe("the content of a change", () => {
  test("is for each reader what they would request, with what is their own", async () => {
    const { id, post } = await makeThread(jmed);
    const secretariat = await viewerOf("secretariat.adm");
    const viewers = [jmed, agadez, observer, secretariat];
    const readers = await Promise.all(viewers.map((viewer) => join(viewer, id)));
    await write(agadez, id);
    await react(jmed, id, post, { give: "thanks" });
    for (const [index, { heard }] of readers.entries()) {
      await vi.waitFor(() => expect(heard.at(-1)?.change).toBe(3), soon);
      const caught = caughtUp(heard);
      const { posts } = await changesSince(viewers[index] as Viewer, id, 1);
      expect([...caught.posts.values()].sort((one, other) => one.number - other.number)).toEqual(posts);
    }
  });

  test("does not go to a person whose rights have ended, even before their connection is cut", async () => {
    const { id } = await makeThread(jmed);
    const { id: spaceId } = await db.space.findFirstOrThrow({ where: { kind: "network" } });
    const session = await db.session.findFirstOrThrow({ where: { personId: jmed.personId } });
    const reader = (viewer: Viewer) => ({ who: "w", viewer }) as LiveSession;
    const current = await db.person.findUniqueOrThrow({ where: { id: jmed.personId } });
    const now = reader({ ...jmed, sessionId: session.id, rights: current.rights });
    const before = reader({ ...jmed, sessionId: session.id, rights: current.rights - 1 });
    const moved = reader(now.viewer);
    const readers = new Map([
      [now, { spaceId }],
      [before, { spaceId }],
      [moved, { spaceId: newId() }],
    ]);
    const shared = await readSharedChanges(id, 0, 1, readers);
    expect(shared?.flatMap(({ sessions }) => sessions)).toEqual([now]);
  });

  test("of a hidden thread goes to no one", async () => {
    const { id } = await makeThread(jmed);
    const { heard } = await join(agadez, id);
    await db.thread.update({ where: { id }, data: { state: "hidden", lastChange: 2 } });
    const said = {
      from: "another",
      messages: [{ type: "thread:changed", payload: { thread: id, change: 2 } }],
    };
    await db.$executeRaw`SELECT pg_notify('portal', ${JSON.stringify(said)})`;
    await vi.waitFor(() => expect(heard).toEqual([{ thread: id, change: 2 }]), soon);
  });

  test("longer than ten posts is requested by the pages", async () => {
    const { id } = await makeThread(jmed);
    const posts = Array.from({ length: 11 }, (_, index) => ({
      id: newId(),
      threadId: id,
      number: index + 2,
      change: index + 2,
      body: "Des mots",
      authorId: jmed.personId,
      idempotencyKey: newId(),
      createdAt: new Date(),
    }));
    await db.post.createMany({ data: posts });
    await db.thread.update({ where: { id }, data: { lastChange: 12 } });
    const { spaceId } = await db.thread.findUniqueOrThrow({ where: { id } });
    const reader = { who: "w", viewer: jmed } as LiveSession;
    expect(await readSharedChanges(id, 1, 12, new Map([[reader, { spaceId }]]))).toBeNull();
  });
});

/** Terminates the database connections on which this process listens. */
async function cutListening(): Promise<void> {
  const { pathname } = new URL(live().database.portalUrl);
  const client = new pg.Client({ connectionString: inject("cluster").adminUrl });
  await client.connect();
  const cut = await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = $1",
    [pathname.slice(1)],
  );
  expect(cut.rowCount).toBeGreaterThan(0);
  await client.end();
}

describe("rights", () => {
  test("a person without access finds no thread; no person finds a withdrawn one", async () => {
    const { id } = await makeThread(jmed);
    const stranger = await makePerson();
    const client = await live().connect(stranger.id);
    expect(await client.ask("thread:join", { thread: id })).toEqual({ ok: false, reason: "not-found" });
    const heard = hearing(client, "thread:changed");
    await write(jmed, id);
    await db.thread.update({ where: { id }, data: { state: "hidden" } });
    const { answer } = await join(jmed, id);
    expect(answer).toEqual({ ok: false, reason: "not-found" });
    expect(heard).toEqual([]);
  });

  test("an observer receives changes, and never shows as typing", async () => {
    const { id } = await makeThread(jmed);
    const reader = await join(observer, id);
    expect(await reader.client.ask("thread:typing", { thread: id })).toEqual({
      ok: false,
      reason: "read-only",
    });
  });

  test("a session that has not joined never shows as typing", async () => {
    const { id } = await makeThread(jmed);
    const client = await live().connect(agadez.personId);
    expect(await client.ask("thread:typing", { thread: id })).toEqual({ ok: false, reason: "not-open" });
  });

  test("a former guest is cut, and finds nothing when reconnecting", async () => {
    const { id } = await makeThread(jmed);
    const { id: guest } = await makePerson();
    const space = await db.space.findFirstOrThrow({ where: { kind: "network" } });
    await db.spaceMember.create({
      data: { spaceId: space.id, personId: guest, role: "reader", createdAt: new Date() },
    });
    const client = await live().connect(guest);
    expect(await client.ask("thread:join", { thread: id })).toMatchObject({ ok: true });
    const heard = hearing(client, "thread:changed");
    const cut = new Promise((resolve) => client.socket.once("disconnect", resolve));
    await db.spaceMember.deleteMany({ where: { personId: guest } });
    expect(await cut).toBe("io server disconnect");
    await write(jmed, id);
    client.socket.connect();
    await client.connected();
    expect(await client.ask("thread:join", { thread: id })).toEqual({ ok: false, reason: "not-found" });
    expect(heard).toEqual([]);
  });
});

describe("presence", () => {
  test("shows readers and their organisations until they leave or disconnect", async () => {
    const { id } = await makeThread(jmed);
    const one = await join(jmed, id);
    const changes = hearing<{ thread: string } & PresenceChange>(one.client, "thread:present");
    const names = () =>
      changes
        .reduce<Presence>(applyPresence, one.answer as unknown as Presence)
        .present.map(({ organisation }) => organisation);
    const other = await join(agadez, id);
    await vi.waitFor(() => expect(names()).toEqual(["JMED", "DÉMO-AZ"]), soon);
    await other.client.ask("thread:leave", { thread: id });
    await vi.waitFor(() => expect(names()).toEqual(["JMED"]), soon);
    const third = await join(observer, id);
    await vi.waitFor(() => expect(names()).toEqual(["JMED", null]), soon);
    third.client.close();
    await vi.waitFor(() => expect(names()).toEqual(["JMED"]), soon);
  });

  test("an arrival where many read sends a count to each reader, no list of names", async () => {
    const { id } = await makeThread(jmed);
    const one = await join(jmed, id);
    const changes = hearing<{ thread: string } & PresenceChange>(one.client, "thread:present");
    for (let count = 0; count < 9; count++) await join(agadez, id);
    await vi.waitFor(() => expect(changes.flatMap(({ came = [] }) => came)).toHaveLength(7), soon);
    changes.length = 0;
    await join(observer, id);
    await vi.waitFor(() => expect(changes).toEqual([{ thread: id, count: 3 }]), soon);
    expect(Buffer.byteLength(JSON.stringify(["thread:present", changes[0]]))).toBeLessThanOrEqual(200);
  });

  test("a session cut while joining leaves no presence entry", async () => {
    const { id } = await makeThread(jmed);
    for (let count = 0; count < 5; count++) {
      const passing = await live().connect(agadez.personId);
      passing.socket.emit("thread:join", { thread: id });
      passing.close();
    }
    const { answer } = await join(jmed, id);
    expect(answer).toMatchObject({ present: [{ organisation: "JMED" }] });
  });

  test("sends typing to everyone but the writer, under the writer's name", async () => {
    const { id } = await makeThread(jmed);
    const [one, other] = [await join(jmed, id), await join(agadez, id)];
    const [heardByOne, heardByOther] = [
      hearing<{ name: string }>(one.client, "thread:typing"),
      hearing(other.client, "thread:typing"),
    ];
    await other.client.ask("thread:typing", { thread: id });
    await vi.waitFor(() => expect(heardByOne).toMatchObject([{ thread: id, name: agadez.name }]), soon);
    expect(heardByOther).toEqual([]);
  });
});
