import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { moveThread, prepareThreadMove, threadPermissionsInSpace } from "../discussions/moving.server";
import { writePost } from "../discussions/posts.server";
import { listPinned } from "../discussions/thread-lists.server";
import { findThread, startThread } from "../discussions/threads.server";
import { beginDocument, findDocument } from "../documents/documents.server";
import { moveDocument, prepareDocumentMove } from "../documents/moving.server";
import { listPinnedDocuments } from "../documents/space-documents.server";
import { maxPins } from "./pins";
import { changePins } from "./pins.server";
import { upsertMember } from "./spaces.server";

useDatabase("demonstration");

let agadez: Viewer;
let jmed: Viewer;
let zinder: Viewer;

beforeAll(async () => {
  agadez = await viewerOf("agadez.terrain");
  jmed = await viewerOf("jmed.suivi");
  zinder = await viewerOf("zinder");
});

const answer = (status: number) => expect.objectContaining({ status });
const member = (space: string, { personId }: Viewer) =>
  inTransaction((tx) => upsertMember(tx, space, personId, "member"));
const begin = async (viewer: Viewer, spaceId: string) =>
  (
    await startThread(
      viewer,
      { spaceId, themeIds: [] },
      { title: "À déplacer", body: "Un mot", key: newId() },
    )
  ).threadId;
const reads = (viewer: Viewer, thread: string) =>
  findThread(viewer, thread, { part: "end" }, "fr").then(
    () => true,
    () => false,
  );

/** Two private spaces of agadez; jmed is only in the first, zinder only in the second. */
async function twoSpaces() {
  const [from, to] = [
    await makeSpace({ facilitator: agadez.personId, name: "Départ" }),
    await makeSpace({ facilitator: agadez.personId, name: "Arrivée" }),
  ];
  await member(from, jmed);
  await member(to, zinder);
  return { from, to };
}

describe("moving a thread to another space", () => {
  test("needs a page that names who gains and who loses access", async () => {
    const { from, to } = await twoSpaces();
    const id = await begin(agadez, from);
    const { chosen } = await prepareThreadMove(agadez, id, to);
    expect(chosen).toMatchObject({
      gains: { total: 1, names: [zinder.name] },
      loses: { total: 1, names: [jmed.name] },
    });
    expect(await moveThread(agadez, id, { to, seen: chosen?.seen ?? "" })).toBe(true);
    expect([await reads(agadez, id), await reads(zinder, id), await reads(jmed, id)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("is refused when these people have changed; the page then names the current ones", async () => {
    const { from, to } = await twoSpaces();
    const id = await begin(agadez, from);
    const { chosen } = await prepareThreadMove(agadez, id, to);
    const other = await viewerOf("diffa");
    await member(to, other);
    expect(await moveThread(agadez, id, { to, seen: chosen?.seen ?? "" })).toBe(false);
    expect(await reads(jmed, id)).toBe(true);
    expect((await prepareThreadMove(agadez, id, to)).chosen?.gains.total).toBe(2);
  });

  test("counts the whole network on a move from a private space to the network’s own", async () => {
    const { from } = await twoSpaces();
    const id = await begin(agadez, from);
    const network = await db.space.findFirstOrThrow({ where: { kind: "network" } });
    const { chosen } = await prepareThreadMove(agadez, id, network.id);
    expect(chosen?.gains.total).toBeGreaterThan(10);
    expect(chosen?.gains.names.length).toBeLessThanOrEqual(10);
    expect(chosen?.loses.total).toBe(0);
  });

  test("is for the space’s manager or the only author; other members may not move others’ posts", async () => {
    const { from, to } = await twoSpaces();
    await member(to, jmed);
    const id = await begin(jmed, from);
    const thread = await db.thread.findUniqueOrThrow({ where: { id } });
    expect((await threadPermissionsInSpace(jmed, thread)).mayMove).toBe(true);
    await writePost(agadez, id, { body: "Une réponse", key: newId() });
    expect((await threadPermissionsInSpace(jmed, thread)).mayMove).toBe(false);
    await expect(prepareThreadMove(jmed, id, to)).rejects.toEqual(answer(403));
    await expect(moveThread(jmed, id, { to, seen: "-" })).rejects.toEqual(answer(403));
    expect((await threadPermissionsInSpace(agadez, thread)).mayMove).toBe(true);
  });

  test("answers 404 for a space without write access, as for an unknown one", async () => {
    const { from } = await twoSpaces();
    const hidden = await makeSpace({ facilitator: zinder.personId });
    const id = await begin(agadez, from);
    const [missing, secret] = await Promise.all(
      [newId(), hidden].map((to) => prepareThreadMove(agadez, id, to).catch((error: unknown) => error)),
    );
    expect(secret).toEqual(missing);
    expect(secret).toEqual(answer(404));
    const { targets } = await prepareThreadMove(agadez, id);
    expect(targets.map((each) => each.id)).not.toContain(hidden);
    await expect(prepareThreadMove(zinder, id)).rejects.toEqual(answer(404));
  });

  test("raises the rights number of previous readers, so that live connections end", async () => {
    const { from, to } = await twoSpaces();
    const id = await begin(agadez, from);
    const rightsOf = async ({ personId }: Viewer) =>
      (await db.person.findUniqueOrThrow({ where: { id: personId } })).rights;
    const before = await rightsOf(jmed);
    const { chosen } = await prepareThreadMove(agadez, id, to);
    await moveThread(agadez, id, { to, seen: chosen?.seen ?? "" });
    expect(await rightsOf(jmed)).toBeGreaterThan(before);
  });
});

test("a document moves likewise, and previous readers no longer find it", async () => {
  const { from, to } = await twoSpaces();
  const { id } = await beginDocument(agadez, { title: "Note", space: from, themes: [], key: newId() });
  const { chosen } = await prepareDocumentMove(agadez, id, to);
  expect(chosen?.loses.names).toEqual([jmed.name]);
  expect(await moveDocument(agadez, id, { to, seen: chosen?.seen ?? "" })).toBe(true);
  await expect(findDocument(jmed, id, "fr")).rejects.toEqual(answer(404));
  expect((await findDocument(zinder, id, "fr")).space.id).toBe(to);
});

describe("pinned items", () => {
  test("are pinned once by the manager, however often requested, until the item moves away", async () => {
    const { from, to } = await twoSpaces();
    const id = await begin(agadez, from);
    const { id: text } = await beginDocument(agadez, {
      title: "Note",
      space: from,
      themes: [],
      key: newId(),
    });
    for (let times = 0; times < 2; times++) {
      await changePins(agadez, from, { what: "pin", kind: "thread", id });
      await changePins(agadez, from, { what: "pin", kind: "document", id: text });
    }
    expect((await listPinned(jmed, "fr", from)).map((each) => each.id)).toEqual([id]);
    expect((await listPinnedDocuments(jmed, from)).map((each) => each.id)).toEqual([text]);
    await changePins(agadez, from, { what: "unpin", kind: "document", id: text });
    const { chosen } = await prepareThreadMove(agadez, id, to);
    await moveThread(agadez, id, { to, seen: chosen?.seen ?? "" });
    expect(await db.spacePin.count({ where: { spaceId: from } })).toBe(0);
  });

  test("are not set by members, not for items elsewhere, and not beyond the maximum", async () => {
    const { from, to } = await twoSpaces();
    const id = await begin(agadez, from);
    const pin = (viewer: Viewer, space: string, thread: string) =>
      changePins(viewer, space, { what: "pin", kind: "thread", id: thread });
    await expect(pin(jmed, from, id)).rejects.toEqual(answer(403));
    await expect(pin(zinder, from, id)).rejects.toEqual(answer(404));
    await expect(pin(agadez, to, id)).rejects.toEqual(answer(404));
    for (let index = 0; index < maxPins; index++) await pin(agadez, from, await begin(agadez, from));
    expect(await pin(agadez, from, id)).toBe("full");
  });
});
