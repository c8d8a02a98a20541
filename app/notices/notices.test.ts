import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { factoryPassword, makePerson } from "../../tests/support/factories";
import { makeSpace } from "../../tests/support/spaces";
import { makeThread, viewerOf } from "../../tests/support/threads";
import { changePassword } from "../accounts/account.server";
import { signIn } from "../accounts/sign-in.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { moveThread, prepareThreadMove } from "../discussions/moving.server";
import { deletePost, writePost } from "../discussions/posts.server";
import { startThread } from "../discussions/threads.server";
import { deliverWaiting } from "../outbox/outbox.server";
import { enterSpace } from "../workspaces/entry.server";
import { changeMembers } from "../workspaces/member-actions.server";
import { changeTasks } from "../workspaces/tasks.server";
import { countUnread } from "./bell.server";
import { registerCancellation } from "./cancellation.server";
import { tellDeadlines } from "./deadlines.server";
import type { Loudness } from "./levels";
import { findLevel, listLevels, setLevel } from "./levels.server";
import { findMailSettings, saveMailSettings } from "./mail-settings.server";
import { listNotices, markAllRead, markThingRead, readNoticeListing } from "./notices.server";
import { registerNoticeKinds } from "./write-notices.server";

const { ports } = useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let zinder: Viewer;
let secretariat: Viewer;

beforeAll(async () => {
  registerNoticeKinds();
  registerCancellation();
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  zinder = await viewerOf("zinder");
  secretariat = await viewerOf("secretariat.administration");
});

beforeEach(async () => {
  await deliverWaiting();
  await db.notice.deleteMany();
  await db.noticeLevel.deleteMany();
});

const post = (body = "Un message") => ({ body, key: newId() });
const answer = (status: number) => expect.objectContaining({ status });
const everything = { reason: null, after: null };
const noticesOf = ({ personId }: Pick<Viewer, "personId">, where = {}) =>
  db.notice.findMany({ where: { personId, ...where }, orderBy: { createdAt: "asc" } });
const linesOf = async (viewer: Viewer) =>
  (await listNotices(viewer, everything, "fr")).days.flatMap(({ groups }) =>
    groups.flatMap(({ lines }) => lines),
  );
const choose = (viewer: Viewer, thing: "thread" | "space", id: string, loudness: Loudness | null) =>
  setLevel(viewer, { thing, id, loudness }, "fr");

/** A private space of jmed, with members. */
async function makeGroup(...members: Viewer[]): Promise<string> {
  const space = await makeSpace({ facilitator: jmed.personId });
  for (const { personId } of members)
    await db.spaceMember.create({
      data: { spaceId: space, personId, role: "member", createdAt: new Date() },
    });
  return space;
}

const threadIn = (viewer: Viewer, spaceId: string) =>
  startThread(viewer, { spaceId, themeIds: [] }, { title: "Un fil d’essai", ...post("Premier message") });

describe("who is told of a post", () => {
  test("E1: one event gives a person one notice, for the strongest reason; the actor gets none", async () => {
    const { id } = await makeThread(jmed);
    await writePost(agadez, id, post());
    await choose(agadez, "thread", id, "all");
    await deliverWaiting();
    await db.notice.deleteMany();
    await writePost(zinder, id, post());
    await deliverWaiting();
    for (const viewer of [jmed, agadez])
      expect(await noticesOf(viewer, { kind: "post.written" })).toMatchObject([
        { kind: "post.written", reason: "replied", thing: "thread", thingId: id, count: 1, readAt: null },
      ]);
    expect(await noticesOf(zinder, { kind: "post.written" })).toEqual([]);
  });

  test("E1: a second delivery of an event writes nothing, also after the notice was read", async () => {
    const { id } = await makeThread(jmed);
    await writePost(agadez, id, post());
    await deliverWaiting();
    await markThingRead(jmed, "thread", id);
    await db.outboxEvent.updateMany({ where: { type: "post.written" }, data: { deliveredAt: null } });
    await deliverWaiting();
    expect(await noticesOf(jmed, { kind: "post.written" })).toHaveLength(1);
    expect(await countUnread(jmed)).toBe(0);
  });

  test("E4: mute is mute for replies to oneself, by the thread and by its space, for old threads too", async () => {
    const space = await makeGroup(agadez);
    const { threadId: id } = await threadIn(agadez, space);
    await deliverWaiting();
    const tellsAgadez = async () => {
      await db.notice.deleteMany();
      await writePost(jmed, id, post());
      await deliverWaiting();
      return (await noticesOf(agadez)).length;
    };
    expect(await tellsAgadez()).toBe(1);
    await choose(agadez, "space", space, "mute");
    expect(await tellsAgadez()).toBe(0);
    await choose(agadez, "thread", id, "mentions");
    expect(await tellsAgadez()).toBe(1);
    await choose(agadez, "thread", id, "mute");
    await choose(agadez, "space", space, "all");
    expect(await tellsAgadez()).toBe(0);
  });

  test("a level of everything tells of posts, a digest tells quietly, and the default of others tells nothing", async () => {
    const space = await makeGroup(agadez, zinder);
    const { threadId: id } = await threadIn(jmed, space);
    await deliverWaiting();
    expect(await noticesOf(agadez)).toMatchObject([
      { kind: "thread.started", reason: "followed", importance: 0 },
    ]);
    await choose(agadez, "space", space, "all");
    await choose(zinder, "thread", id, "digest");
    await writePost(jmed, id, post());
    await deliverWaiting();
    expect(await noticesOf(agadez, { kind: "post.written" })).toMatchObject([
      { reason: "followed", importance: 1 },
    ]);
    expect(await noticesOf(zinder, { kind: "post.written" })).toMatchObject([
      { reason: "followed", importance: 0 },
    ]);
    expect(await noticesOf(secretariat, { thingId: id })).toEqual([]);
  });

  test("a level is set only for what one may read, and only its owner sees it", async () => {
    const space = await makeGroup();
    await expect(choose(agadez, "space", space, "all")).rejects.toEqual(answer(404));
    await choose(jmed, "space", space, "mute");
    expect(await listLevels(jmed, "fr")).toMatchObject([{ thing: "space", id: space, loudness: "mute" }]);
    expect(await listLevels(agadez, "fr")).toEqual([]);
    await choose(jmed, "space", space, null);
    expect(await findLevel(jmed, "space", space)).toEqual({ thing: "space", id: space, loudness: null });
  });

  test("a storm of posts makes one notice, which counts them; reading it begins another", async () => {
    const { id } = await makeThread(jmed);
    for (let count = 0; count < 40; count++) await writePost(agadez, id, post(`Message ${count}`));
    await deliverWaiting();
    expect(await noticesOf(jmed, { thingId: id })).toMatchObject([{ kind: "post.written", count: 40 }]);
    expect(await countUnread(jmed)).toBe(1);
    await markThingRead(jmed, "thread", id);
    await writePost(agadez, id, post());
    await deliverWaiting();
    expect((await noticesOf(jmed, { thingId: id })).map(({ count }) => count)).toEqual([40, 1]);
  });

  test("a post in a space of a thousand followers writes their notices in one statement", async () => {
    const space = await makeGroup();
    const { threadId: id } = await threadIn(jmed, space);
    await deliverWaiting();
    await db.$executeRaw`
      WITH made AS (
        INSERT INTO "Person" ("id", "email", "name", "createdAt")
        SELECT gen_random_uuid(), 'foule' || n || '@essai.example', 'Foule ' || n, now() FROM generate_series(1, 1000) n
        RETURNING "id"),
      inside AS (
        INSERT INTO "SpaceMember" ("spaceId", "personId", "role", "createdAt")
        SELECT ${space}::uuid, "id", 'member', now() FROM made)
      INSERT INTO "NoticeLevel" ("personId", "thing", "thingId", "loudness", "setAt")
      SELECT "id", 'space', ${space}::uuid, 'all', now() FROM made`;
    await writePost(jmed, id, post());
    const began = performance.now();
    await deliverWaiting();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await db.notice.count({ where: { kind: "post.written", thingId: id } })).toBe(1_000);
  });
});

describe("E8: a right that ends cancels what waits", () => {
  test("for a person removed from a space: neither shown nor counted, even before the cancellation", async () => {
    const space = await makeGroup(agadez);
    const { threadId: id } = await threadIn(agadez, space);
    await writePost(jmed, id, post());
    await deliverWaiting();
    expect(await countUnread(agadez)).toBe(1);
    await changeMembers(jmed, space, { what: "remove", person: agadez.personId });
    expect(await countUnread(agadez)).toBe(0);
    expect(await linesOf(agadez)).toEqual([]);
    await deliverWaiting();
    expect(await noticesOf(agadez, { thingId: id, cancelledAt: null })).toEqual([]);
  });

  test("for readers whom a moved thread leaves behind; those who may read it there are told once", async () => {
    const from = await makeGroup(agadez, zinder);
    const to = await makeGroup(zinder);
    const { threadId: id } = await threadIn(jmed, from);
    await writePost(agadez, id, post());
    await writePost(zinder, id, post());
    await writePost(jmed, id, post());
    await deliverWaiting();
    const preview = await prepareThreadMove(jmed, id, to);
    expect(await moveThread(jmed, id, { to, seen: preview.chosen?.seen ?? "" })).toBe(true);
    expect(await countUnread(agadez)).toBe(0);
    await deliverWaiting();
    expect(await noticesOf(agadez, { thingId: id, cancelledAt: null })).toEqual([]);
    expect(await noticesOf(zinder, { kind: "thread.moved" })).toMatchObject([{ count: 1, thingId: id }]);
  });

  test("for a post that is deleted", async () => {
    const { id } = await makeThread(jmed);
    const { postId } = await writePost(agadez, id, post());
    await deliverWaiting();
    await deletePost(agadez, id, postId);
    await deliverWaiting();
    expect(await countUnread(jmed)).toBe(0);
  });
});

describe("what asks for something", () => {
  test("an assigned task tells its assignee, once per task that changes hands", async () => {
    const space = await makeGroup(agadez);
    const key = newId();
    const add = { what: "add" as const, title: "Relire", assignee: agadez.personId, key };
    await changeTasks(jmed, space, add);
    await changeTasks(jmed, space, add);
    await deliverWaiting();
    expect(await noticesOf(agadez)).toMatchObject([{ kind: "task.added", reason: "assigned", count: 1 }]);
    const { id: task } = await db.spaceTask.findFirstOrThrow({ where: { spaceId: space } });
    await changeTasks(jmed, space, { what: "change", task, title: "Relire vite", assignee: agadez.personId });
    await deliverWaiting();
    expect(await noticesOf(agadez)).toHaveLength(1);
  });

  test("a request to enter asks the facilitators; the decision tells who asked, who still may not read", async () => {
    const space = await makeSpace({ facilitator: jmed.personId, visibility: "on_request" });
    await enterSpace(agadez, space, { what: "request", message: "Bonjour" });
    await deliverWaiting();
    expect(await noticesOf(jmed)).toMatchObject([
      { kind: "space.requested", reason: "decide", thingId: space },
    ]);
    const { id: ask } = await db.joinRequest.findFirstOrThrow({ where: { spaceId: space } });
    await changeMembers(jmed, space, { what: "refuse", ask, reason: "Pas maintenant" });
    await deliverWaiting();
    expect(await linesOf(agadez)).toMatchObject([{ kind: "space.request-refused", reason: "decision" }]);
    expect(JSON.stringify(await db.notice.findMany())).not.toMatch(/Bonjour|Pas maintenant/);
  });

  test("what happens to an account tells its owner, who did it too, urgently", async () => {
    await changePassword(await viewerOf("zinder"), "une autre phrase pour les essais");
    await deliverWaiting();
    expect(await noticesOf(zinder, { kind: "password.changed" })).toMatchObject([
      { reason: "security", importance: 2, thing: "account", thingId: zinder.personId },
    ]);
  });

  test("a sign-in from a browser that is not known tells its owner, once per browser", async () => {
    const { id, email } = await makePerson();
    const form = { email, password: factoryPassword };
    const first = await signIn(form, null);
    const browser =
      first.step === "in" ? first.cookies.map((cookie) => cookie.split(";")[0]).join("; ") : null;
    await signIn(form, browser);
    await deliverWaiting();
    expect(await noticesOf({ personId: id })).toMatchObject([
      { kind: "session.new-device", reason: "security", importance: 2, count: 1 },
    ]);
  });

  test("deadlines are told once, to those who may see them", async () => {
    const space = await makeGroup(agadez);
    const due = new Date(ports.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    await changeTasks(jmed, space, {
      what: "add",
      title: "Envoyer",
      assignee: agadez.personId,
      due,
      key: newId(),
    });
    await deliverWaiting();
    await tellDeadlines();
    await tellDeadlines();
    expect(await noticesOf(agadez, { kind: "task.near" })).toMatchObject([
      { reason: "deadline", thingId: space },
    ]);
    ports.clock.advance(3 * 86_400_000);
    await tellDeadlines();
    expect(await noticesOf(agadez, { kind: "task.overdue" })).toHaveLength(1);
  });
});

describe("the page", () => {
  test("groups by day and thing, filters by reason, and pages by a cursor", async () => {
    const ids = Array.from({ length: 60 }, newId);
    const start = Date.UTC(2026, 5, 1);
    await db.notice.createMany({
      data: ids.map((id, index) => ({
        id,
        personId: jmed.personId,
        kind: index % 2 ? "password.changed" : "admission.admitted",
        reason: index % 2 ? ("security" as const) : ("organisation" as const),
        thing: "account" as const,
        thingId: newId(),
        createdAt: new Date(start),
        changedAt: new Date(start + Math.floor(index / 3) * 3_600_000),
      })),
    });
    const first = await listNotices(jmed, everything, "fr");
    const second = await listNotices(
      jmed,
      readNoticeListing(new URLSearchParams({ apres: first.next ?? "" })),
      "fr",
    );
    const shown = [first, second].flatMap(({ days }) =>
      days.flatMap(({ groups }) => groups.flatMap(({ lines }) => lines.map(({ id }) => id))),
    );
    expect(new Set(shown)).toEqual(new Set(ids));
    expect(shown).toHaveLength(60);
    expect(second.next).toBeNull();
    const filtered = readNoticeListing(new URLSearchParams({ motif: "security" }));
    const security = (await listNotices(jmed, filtered, "fr")).days.flatMap(({ groups }) => groups);
    expect(security).toHaveLength(30);
    await markAllRead(jmed);
    expect(await countUnread(jmed)).toBe(0);
    expect((await linesOf(jmed)).every(({ read }) => read)).toBe(true);
  });

  test("several kinds of events on one thing of one day are one group", async () => {
    const space = await makeGroup(agadez);
    await changeTasks(jmed, space, { what: "add", title: "Relire", assignee: agadez.personId, key: newId() });
    await changeMembers(jmed, space, { what: "role", person: agadez.personId, role: "reader" });
    await deliverWaiting();
    const { days } = await listNotices(agadez, everything, "fr");
    expect(days.flatMap(({ groups }) => groups)).toMatchObject([{ thing: "space", title: "Groupe d’essai" }]);
    expect(days[0]?.groups[0]?.lines).toHaveLength(2);
  });
});

test("mail settings have a default, and are kept", async () => {
  expect(await findMailSettings(jmed)).toEqual({ rhythm: "daily", hour: 6, content: false });
  await saveMailSettings(jmed, { rhythm: "weekly", hour: 2, content: true });
  expect(await findMailSettings(jmed)).toEqual({ rhythm: "weekly", hour: 2, content: true });
});
