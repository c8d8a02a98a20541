import { beforeAll, beforeEach, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import { changePassword } from "../accounts/account.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { readPublicFeed } from "../directory/public-feed.server";
import { writePost } from "../discussions/posts.server";
import { startThread } from "../discussions/threads.server";
import { openDirectory } from "../organisations/public-opening.server";
import { deliverWaiting } from "../outbox/outbox.server";
import { changeMembers } from "../workspaces/member-actions.server";
import { findFeed, makeFeed, readNoticeFeed, revokeFeed } from "./feed.server";
import { registerNoticeKinds } from "./write-notices.server";

useDatabase("demonstration");

let jmed: Viewer;
let agadez: Viewer;
const notFound = expect.objectContaining({ status: 404 });
const tokenOf = (address: string): string => /\/flux\/([\w-]{32})\.atom$/.exec(address)?.[1] ?? "";

beforeAll(async () => {
  registerNoticeKinds();
  jmed = await viewerOf("jmed.point-focal");
  agadez = await viewerOf("agadez.plaidoyer");
});

beforeEach(async () => {
  await deliverWaiting();
  await db.notice.deleteMany();
});

/** A private group in which jmed has answered agadez. */
async function answerIn(): Promise<string> {
  const space = await makeSpace({ facilitator: jmed.personId, name: "Espace & secret" });
  const member = { spaceId: space, role: "member" as const, createdAt: new Date() };
  await db.spaceMember.create({ data: { ...member, personId: agadez.personId } });
  const words = () => ({ body: "Des mots confidentiels", key: newId() });
  const place = { spaceId: space, themeIds: [] };
  const { threadId } = await startThread(agadez, place, { title: "Titre secret", ...words() });
  await writePost(jmed, threadId, words());
  await deliverWaiting();
  return space;
}

test("E3: the feed of notices says why something waits, and no title, name or word of it", async () => {
  const token = tokenOf(await makeFeed(agadez));
  await answerIn();
  const feed = await readNoticeFeed(token);
  expect(feed).toContain("<title>Réponse · Discussion</title>");
  expect(feed).toMatch(/<link rel="alternate" href="http:\/\/localhost:3000\/fils\/[\w-]{36}"\/>/);
  expect(feed).not.toMatch(/secret|confidentiels/i);
  expect(feed).not.toContain((await db.person.findUniqueOrThrow({ where: { id: jmed.personId } })).name);
});

test("E8: a right that ends empties the feed at its next reading", async () => {
  const token = tokenOf(await makeFeed(agadez));
  const space = await answerIn();
  expect(await readNoticeFeed(token)).toContain("<entry>");
  await changeMembers(jmed, space, { what: "remove", person: agadez.personId });
  expect(await readNoticeFeed(token)).not.toContain("<entry>");
});

test("a feed is revoked by its person, by a new one, by a new password and by a lock", async () => {
  const first = tokenOf(await makeFeed(agadez));
  const second = tokenOf(await makeFeed(agadez));
  await expect(readNoticeFeed(first)).rejects.toEqual(notFound);
  expect(await findFeed(agadez)).not.toBeNull();
  await revokeFeed(agadez);
  await revokeFeed(agadez);
  await expect(readNoticeFeed(second)).rejects.toEqual(notFound);
  expect(await findFeed(agadez)).toBeNull();
  const third = tokenOf(await makeFeed(agadez));
  await changePassword(await viewerOf("agadez.plaidoyer"), "une autre phrase pour les essais");
  await expect(readNoticeFeed(third)).rejects.toEqual(notFound);
  const fourth = tokenOf(await makeFeed(await viewerOf("agadez.plaidoyer")));
  await db.person.update({ where: { id: agadez.personId }, data: { lockedAt: new Date() } });
  await expect(readNoticeFeed(fourth)).rejects.toEqual(notFound);
  await db.person.update({ where: { id: agadez.personId }, data: { lockedAt: null } });
  for (const token of [undefined, "x".repeat(32)])
    await expect(readNoticeFeed(token)).rejects.toEqual(notFound);
});

test("the feed of the public directory has only organisations opened to the public, and ends with it", async () => {
  const secretariat = await viewerOf("secretariat.administration");
  await openDirectory(secretariat, true);
  await db.organisation.updateMany({ data: { openToPublic: false } });
  expect(await readPublicFeed("fr")).not.toContain("<entry>");
  await openDirectory(secretariat, false);
  await expect(readPublicFeed("fr")).rejects.toEqual(notFound);
});
