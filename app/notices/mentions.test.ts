import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makePerson } from "../../tests/support/factories";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { saveDraft } from "../discussions/drafts-and-marks.server";
import { deletePost, editPost, prepareEdit, writePost } from "../discussions/posts.server";
import { findThread, startThread } from "../discussions/threads.server";
import { deliverWaiting } from "../outbox/outbox.server";
import { erasePerson } from "../personal-data/erasure.server";
import { registerPersonalData } from "../personal-data/registry.server";
import { personalData } from "../portal.server";
import { suggestMentions } from "../writing/mention-targets.server";
import { setLevel } from "./levels.server";
import { registerNoticeKinds } from "./write-notices.server";

useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
let zinder: Viewer;
let niamey: Viewer;

beforeAll(async () => {
  registerNoticeKinds();
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
  zinder = await viewerOf("zinder");
  niamey = await viewerOf("niamey");
});

beforeEach(async () => {
  await deliverWaiting();
  await db.notice.deleteMany();
  await db.noticeLevel.deleteMany();
});

const nameOf = async ({ personId }: Pick<Viewer, "personId">): Promise<string> =>
  (await db.person.findUniqueOrThrow({ where: { id: personId } })).name;
const post = (body: string) => ({ body, key: newId() });
const reasonsOf = async ({ personId }: Pick<Viewer, "personId">, kind: string) =>
  (await db.notice.findMany({ where: { personId, kind } })).map(({ reason }) => reason);

/** A private space of jmed with these members, and a thread of jmed in it. */
async function makeGroup(...members: Pick<Viewer, "personId">[]): Promise<{ space: string; thread: string }> {
  const space = await makeSpace({ facilitator: jmed.personId });
  for (const { personId } of members)
    await db.spaceMember.create({
      data: { spaceId: space, personId, role: "member", createdAt: new Date() },
    });
  const { threadId } = await startThread(
    jmed,
    { spaceId: space, themeIds: [] },
    { title: "Un fil d’essai", ...post("Premier message") },
  );
  await deliverWaiting();
  await db.notice.deleteMany();
  return { space, thread: threadId };
}

const bodyOf = async (viewer: Viewer, thread: string, postId: string) => {
  const { posts } = await findThread(viewer, thread, { part: "end" }, "fr");
  return posts.find(({ id }) => id === postId)?.body;
};

describe("a mention in a post", () => {
  test("is stored by id, shown under the current name, and tells its person, who would not be told otherwise", async () => {
    const { thread } = await makeGroup(agadez, zinder);
    const { postId } = await writePost(jmed, thread, post(`Merci @"${await nameOf(agadez)}", à relire.`));
    const stored = await db.post.findUniqueOrThrow({ where: { id: postId }, include: { mentions: true } });
    expect(stored.body).toBe("Merci @{1}, à relire.");
    expect(stored.mentions).toMatchObject([{ number: 1, personId: agadez.personId }]);
    await deliverWaiting();
    expect(await reasonsOf(agadez, "post.written")).toEqual(["mentioned"]);
    expect(await reasonsOf(zinder, "post.written")).toEqual([]);
    const before = await nameOf(agadez);
    await db.person.update({ where: { id: agadez.personId }, data: { name: "Un Nom Nouveau" } });
    expect(await bodyOf(zinder, thread, postId)).toMatchObject([
      { paragraph: ["Merci ", { mention: 1, name: "Un Nom Nouveau", mine: false }, ", à relire."] },
    ]);
    expect(await bodyOf(agadez, thread, postId)).toMatchObject([
      { paragraph: ["Merci ", { mine: true }, ", à relire."] },
    ]);
    await db.person.update({ where: { id: agadez.personId }, data: { name: before } });
  });

  test("of somebody who may not read the place stays words, and tells nobody", async () => {
    const { thread, space } = await makeGroup(agadez);
    const name = await nameOf(zinder);
    const { postId } = await writePost(jmed, thread, post(`Et @"${name}" ?`));
    await deliverWaiting();
    expect(await bodyOf(jmed, thread, postId)).toEqual([{ paragraph: [`Et @"${name}" ?`] }]);
    expect(await db.postMention.count({ where: { postId } })).toBe(0);
    expect(await reasonsOf(zinder, "post.written")).toEqual([]);
    expect(await suggestMentions(jmed, space, name)).toEqual([]);
  });

  test("of an organisation tells its focal points who may read, and nobody else", async () => {
    const organisation = await makeOrganisation({ name: "Association des essais", acronym: "ADE-Z" });
    const [focal, member, outside] = [await makePerson(), await makePerson(), await makePerson()];
    for (const [person, role] of [
      [focal, "focal_point"],
      [member, "member"],
      [outside, "focal_point"],
    ] as const)
      await db.membership.create({
        data: {
          id: newId(),
          personId: person.id,
          organisationId: organisation,
          role,
          createdAt: new Date(),
        },
      });
    const { thread } = await makeGroup({ personId: focal.id }, { personId: member.id });
    const { postId } = await writePost(jmed, thread, post("Voir avec @ADE-Z."));
    await deliverWaiting();
    expect(await bodyOf(jmed, thread, postId)).toMatchObject([
      { paragraph: ["Voir avec ", { name: "ADE-Z", to: expect.stringContaining(organisation) }, "."] },
    ]);
    expect(await reasonsOf({ personId: focal.id }, "post.written")).toEqual(["mentioned"]);
    expect(await reasonsOf({ personId: member.id }, "post.written")).toEqual([]);
    expect(await reasonsOf({ personId: outside.id }, "post.written")).toEqual([]);
  });

  test("of everyone tells the people of a small space, from its facilitators only", async () => {
    const { thread } = await makeGroup(agadez, zinder);
    await writePost(agadez, thread, post("@tous, venez."));
    await deliverWaiting();
    expect(await reasonsOf(zinder, "post.written")).toEqual([]);
    await writePost(jmed, thread, post("@tous, venez."));
    await deliverWaiting();
    expect(await reasonsOf(zinder, "post.written")).toEqual(["mentioned"]);
    expect(await reasonsOf(agadez, "post.written")).toEqual(["mentioned"]);
    expect(await reasonsOf(niamey, "post.written")).toEqual([]);
  });

  test("E4: mute is mute for mentions as well; in a digest they are quiet", async () => {
    const { thread } = await makeGroup(agadez, zinder);
    await setLevel(agadez, { thing: "thread", id: thread, loudness: "mute" }, "fr");
    await setLevel(zinder, { thing: "thread", id: thread, loudness: "digest" }, "fr");
    await writePost(jmed, thread, post(`@"${await nameOf(agadez)}" et @"${await nameOf(zinder)}"`));
    await deliverWaiting();
    expect(await db.notice.findMany({ where: { thingId: thread } })).toMatchObject([
      { personId: zinder.personId, reason: "mentioned", importance: 0 },
    ]);
  });

  test("in an edit tells only those newly mentioned; deleting the post cancels what waits", async () => {
    const { thread } = await makeGroup(agadez, zinder);
    const [one, other] = [await nameOf(agadez), await nameOf(zinder)];
    const { postId } = await writePost(jmed, thread, post(`@"${one}" relit`));
    await deliverWaiting();
    await db.notice.deleteMany();
    expect((await prepareEdit(jmed, thread, postId)).body).toBe(`@"${one}" relit`);
    await editPost(jmed, thread, postId, `@"${one}" et @"${other}" relisent`);
    await editPost(jmed, thread, postId, `@"${one}" et @"${other}" relisent tout`);
    await deliverWaiting();
    expect(await reasonsOf(agadez, "post.edited")).toEqual([]);
    expect(await reasonsOf(zinder, "post.edited")).toEqual(["mentioned"]);
    await deletePost(jmed, thread, postId);
    await deliverWaiting();
  });

  test("in a quotation is shown, and tells nobody again", async () => {
    const { thread } = await makeGroup(agadez, zinder);
    const { postId } = await writePost(jmed, thread, post(`@"${await nameOf(agadez)}" relit`));
    await deliverWaiting();
    await db.notice.deleteMany();
    expect(await bodyOf(zinder, thread, postId)).toBeDefined();
    const quote = `> @"${await nameOf(agadez)}" relit\n\n`;
    const { postId: answerId } = await writePost(zinder, thread, post(`${quote}D’accord.`));
    await deliverWaiting();
    expect(await bodyOf(zinder, thread, answerId)).toMatchObject([
      { quote: [{ paragraph: [{ name: await nameOf(agadez) }, " relit"] }] },
      { paragraph: ["D’accord."] },
    ]);
    expect(await reasonsOf(agadez, "post.written")).toEqual([]);
  });

  test("in a draft tells nobody", async () => {
    const { thread } = await makeGroup(agadez);
    await saveDraft(jmed, thread, { body: `@"${await nameOf(agadez)}"`, key: newId() });
    await deliverWaiting();
    expect(await db.notice.count()).toBe(0);
    expect(await db.postMention.count({ where: { post: { threadId: thread } } })).toBe(0);
  });

  test("a second request with the same form writes once; a typed number stays words", async () => {
    const { thread } = await makeGroup(agadez);
    const form = post(`@"${await nameOf(agadez)}" @{1} @{2}`);
    const first = await writePost(jmed, thread, form);
    expect(await writePost(jmed, thread, form)).toEqual({ ...first, otherWords: false });
    expect(await bodyOf(jmed, thread, first.postId)).toMatchObject([
      { paragraph: [{ mention: 1 }, " @{1} @{2}"] },
    ]);
    expect((await prepareEdit(jmed, thread, first.postId)).body).toBe(form.body);
  });

  test("a name that two people bear stands for none, unless their organisation is named; the list names it", async () => {
    const people = [];
    for (const acronym of ["UNE-Z", "AUTRE-Z"]) {
      const organisation = await makeOrganisation({ name: `Organisation ${acronym}`, acronym });
      const person = await makePerson({ name: "Aïcha Homonyme" });
      await db.membership.create({
        data: {
          id: newId(),
          personId: person.id,
          organisationId: organisation,
          role: "member",
          createdAt: new Date(),
        },
      });
      people.push({ personId: person.id });
    }
    const { thread, space } = await makeGroup(...people);
    expect((await suggestMentions(jmed, space, "aicha hom")).map(({ insert }) => insert).sort()).toEqual([
      '@"Aïcha Homonyme (AUTRE-Z)"',
      '@"Aïcha Homonyme (UNE-Z)"',
    ]);
    const { postId } = await writePost(jmed, thread, post('@"Aïcha Homonyme" ou @"aicha homonyme (une-z)"'));
    expect(await db.postMention.findMany({ where: { postId } })).toMatchObject([people[0]]);
  });
});

test("an erased person is mentioned no more: their name is gone from the post", async () => {
  const person = await makePerson({ name: "Celui Qui Part" });
  const { thread } = await makeGroup({ personId: person.id });
  const { postId } = await writePost(jmed, thread, post('Merci @"Celui Qui Part".'));
  await deliverWaiting();
  expect(await db.postMention.count({ where: { personId: person.id } })).toBe(1);
  for (const room of personalData) registerPersonalData(room);
  await erasePerson(await viewerOf("secretariat.administration"), person.id);
  expect(await db.postMention.count({ where: { personId: person.id } })).toBe(0);
  expect(await bodyOf(jmed, thread, postId)).toEqual([
    { paragraph: ["Merci ", { mention: 1, name: null }, "."] },
  ]);
});
