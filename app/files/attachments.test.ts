import { beforeAll, beforeEach, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeFile, upload, useFiles } from "../../tests/support/files";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { registerAttachablePosts } from "../discussions/attachable-posts.server";
import { moveThread, prepareThreadMove } from "../discussions/moving.server";
import { deletePost, writePost } from "../discussions/posts.server";
import { findThread, startThread } from "../discussions/threads.server";
import { upsertMember } from "../workspaces/spaces.server";
import { changeTasks } from "../workspaces/tasks.server";
import { addAttachments, listAttachments, removeAttachment } from "./attachments.server";
import { findFile } from "./files.server";

useDatabase("demonstration");
useFiles();

let writer: Viewer;
let colleague: Viewer;
let outsider: Viewer;
let spaceId: string;

beforeAll(async () => {
  registerAttachablePosts();
  writer = await viewerOf("agadez.terrain");
  colleague = await viewerOf("jmed.suivi");
  outsider = await viewerOf("zinder");
});

beforeEach(async () => {
  spaceId = await makeSpace({ facilitator: writer.personId });
  await inTransaction((tx) => upsertMember(tx, spaceId, colleague.personId, "member"));
});

let count = 0;
const file = (viewer: Viewer, space = spaceId) =>
  makeFile(viewer, space, `pièce ${++count}.txt`, Buffer.from(`Des mots ${count}`));
const begin = (attach?: string[], space = spaceId) =>
  startThread(
    writer,
    { spaceId: space, themeIds: [] },
    { title: "Avec pièces", body: "Voici", key: newId(), attach },
  );
const attachedIn = async (viewer: Viewer, threadId: string) =>
  (await findThread(viewer, threadId, { part: "end" }, "fr")).posts.flatMap(({ files }) =>
    files.map(({ id }) => id),
  );
const status = (answer: Promise<unknown>) =>
  answer.then(
    () => 200,
    (error: unknown) => (error instanceof Response ? error.status : error),
  );

test("a post is written with files, in their order, and shown with them", async () => {
  const [one, other] = [await file(writer), await file(writer)];
  const { threadId } = await begin([other, one]);
  expect(await attachedIn(colleague, threadId)).toEqual([other, one]);
  const { postId } = await writePost(colleague, threadId, {
    body: "Et celle-ci",
    key: newId(),
    attach: [await file(colleague)],
  });
  expect(await attachedIn(writer, threadId)).toHaveLength(3);
  await deletePost(colleague, threadId, postId);
  expect(await attachedIn(writer, threadId)).toHaveLength(2);
});

test("an attachment never widens who reads a file: its own space decides", async () => {
  const other = await makeSpace({ facilitator: writer.personId });
  const [secret, foreign] = [
    await file(writer, other),
    await file(outsider, await makeSpace({ facilitator: outsider.personId })),
  ];
  const { threadId } = await begin([secret, foreign]);
  expect(await attachedIn(writer, threadId)).toEqual([secret]);
  expect(await attachedIn(colleague, threadId)).toEqual([]);
});

test("only the author of a post attaches to it, and open pages learn of it by its change number", async () => {
  const { threadId, postId } = await begin();
  const id = await file(colleague);
  expect(await status(addAttachments(colleague, { kind: "post", id: postId }, [id]))).toBe(404);
  const before = await db.thread.findUniqueOrThrow({ where: { id: threadId } });
  await addAttachments(writer, { kind: "post", id: postId }, [id]);
  await addAttachments(writer, { kind: "post", id: postId }, [id]);
  expect(await attachedIn(colleague, threadId)).toEqual([id]);
  const after = await db.thread.findUniqueOrThrow({ where: { id: threadId } });
  expect(after.lastChange).toBeGreaterThan(before.lastChange);
  await removeAttachment(writer, { kind: "post", id: postId }, id);
  expect(await attachedIn(writer, threadId)).toEqual([]);
  expect((await findFile(writer, id)).id).toBe(id);
});

test("an upload that is announced for a thing is attached when it is finished; without the right it is only kept", async () => {
  const { threadId, postId } = await begin();
  const bytes = Buffer.from(`Envoyé ${newId()}`);
  const { resultId } = await upload(writer, spaceId, "a.txt", bytes, { attachTo: `post:${postId}` });
  expect(await attachedIn(writer, threadId)).toEqual([resultId]);
  const refused = await upload(colleague, spaceId, "b.txt", bytes, { attachTo: `post:${postId}` });
  expect(refused.state).toBe("done");
  expect(await attachedIn(writer, threadId)).toEqual([resultId]);
});

test("the files of a moved thread move along, and their former readers lose them", async () => {
  const to = await makeSpace({ facilitator: writer.personId });
  const id = await file(writer);
  const { threadId } = await begin([id]);
  expect((await findFile(colleague, id)).id).toBe(id);
  const { chosen } = await prepareThreadMove(writer, threadId, to);
  expect(await moveThread(writer, threadId, { to, seen: chosen?.seen ?? "" })).toBe(true);
  expect(await attachedIn(writer, threadId)).toEqual([id]);
  expect((await findFile(writer, id)).space.id).toBe(to);
  expect(await status(findFile(colleague, id))).toBe(404);
});

test("a task keeps its files while it is removed, and a restored one has them again", async () => {
  const key = newId();
  await changeTasks(writer, spaceId, { what: "add", title: "Relire", key });
  const { id } = await db.spaceTask.findFirstOrThrow({ where: { spaceId } });
  const thing = { kind: "task" as const, id };
  await addAttachments(writer, thing, [await file(writer)]);
  expect(await status(addAttachments(outsider, thing, []))).toBe(404);
  await changeTasks(writer, spaceId, { what: "remove", task: id });
  await changeTasks(writer, spaceId, { what: "restore", task: id });
  expect((await listAttachments(writer, "task", [id])).get(id)).toHaveLength(1);
  await changeTasks(writer, spaceId, { what: "remove", task: id });
  await db.removedItem.deleteMany({ where: { id } });
  expect(await db.attachment.count({ where: { taskId: id } })).toBe(0);
});
