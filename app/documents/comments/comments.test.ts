import { beforeAll, describe, expect, test } from "vitest";
import type * as Y from "yjs";
import { LiveText } from "../../../tests/support/live-client";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeText, personOf } from "../../../tests/support/texts";
import { until } from "../../../tests/support/until";
import { liveViewerOfCookie } from "../../accounts/sessions.server";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { deliverWaiting } from "../../outbox/outbox.server";
import { changeStatus } from "../status.server";
import { derive } from "../sync/derivation.server";
import { listComments } from "./comment-lists.server";
import { beginThread, deleteComment, reply, setResolved } from "./comments.server";

const live = useLivePortal();
let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;

async function viewerCalled(start: string): Promise<Viewer> {
  const viewer = await liveViewerOfCookie(await live().signIn(await personOf(start)));
  if (!viewer) throw new Error(`${start} is not signed in`);
  return viewer;
}

beforeAll(async () => {
  jmed = await viewerCalled("jmed.point-focal");
  agadez = await viewerCalled("agadez.plaidoyer");
  observer = await viewerCalled("niamey.juristes");
});

const refused = (status: number) => expect.objectContaining({ status });
const comment = (quotation: string, body = "À préciser.") => {
  return { what: "comment" as const, quotation, body, key: newId() };
};
const answer = (thread: string, body = "C’est fait.") => ({
  what: "reply" as const,
  thread,
  body,
  key: newId(),
});

async function written(words: string): Promise<{ id: string; text: LiveText }> {
  const id = await makeText();
  const text = new LiveText(await live().connect(jmed.personId), id);
  await text.open();
  text.type(0, words);
  await until(() => expect(text.pending).toBe(0));
  return { id, text };
}

async function begun(id: string, quotation: string): Promise<string> {
  const place = await beginThread(agadez, id, comment(quotation));
  if (!place) throw new Error("There is no such passage.");
  return place.threadId;
}

describe("commenting on a document", () => {
  test("a form sent twice comments once, and every reader sees it", async () => {
    const { id } = await written("Les faits sont établis.");
    const form = comment("faits sont établis");
    await Promise.all([beginThread(agadez, id, form), beginThread(agadez, id, form)]);
    const { comments } = await listComments(observer, id);
    expect(comments).toMatchObject({ mayComment: false, open: 1, resolved: 0 });
    expect(comments.threads).toMatchObject([
      { quotation: "faits sont établis", location: { block: 0, from: 4, to: 22 }, mayResolve: false },
    ]);
  });

  test("G4: commenting needs no right to write in the document, and observers may not", async () => {
    const { id } = await written("Texte arrêté.");
    await changeStatus(jmed, id, "freeze");
    expect(await beginThread(agadez, id, comment("arrêté"))).not.toBeNull();
    await expect(beginThread(observer, id, comment("arrêté"))).rejects.toEqual(refused(403));
    await changeStatus(jmed, id, "archive");
    await expect(beginThread(agadez, id, comment("arrêté"))).rejects.toEqual(refused(403));
  });

  test("words that are not in the document are refused, with nothing written", async () => {
    const { id } = await written("Ceci.");
    expect(await beginThread(agadez, id, comment("cela"))).toBeNull();
    expect(await db.commentThread.count({ where: { documentId: id } })).toBe(0);
  });

  test("G1: after the passage is deleted the comment keeps its quotation", async () => {
    const { id, text } = await written("Une phrase en trop.");
    await begun(id, "phrase en trop");
    text.type(0, "Autre chose. ");
    const paragraph = text.doc.getXmlFragment("default").get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).delete("Autre chose. ".length, "Une phrase en trop.".length);
    await until(() => expect(text.pending).toBe(0));
    await derive(id, jmed.personId, { bytes: 0 });
    const { comments } = await listComments(jmed, id);
    expect(comments.threads).toMatchObject([{ quotation: "phrase en trop", location: null }]);
  });

  test("replying opens a resolved thread again; its author and writers resolve it", async () => {
    const { id } = await written("À discuter ensemble.");
    const thread = await begun(id, "discuter ensemble");
    await setResolved(jmed, id, { thread, resolved: true });
    expect((await listComments(jmed, id)).comments.threads).toEqual([]);
    expect((await listComments(jmed, id, "resolved")).comments.threads).toHaveLength(1);
    await reply(jmed, id, answer(thread));
    const { comments } = await listComments(jmed, id);
    expect(comments.threads[0]?.comments).toHaveLength(2);
    await expect(setResolved(observer, id, { thread, resolved: true })).rejects.toEqual(refused(403));
  });

  test("authors delete their own comments; a thread without comments is gone", async () => {
    const { id } = await written("À supprimer.");
    await begun(id, "supprimer");
    const [thread] = (await listComments(agadez, id)).comments.threads;
    const commentId = thread?.comments[0]?.id ?? "";
    await expect(deleteComment(jmed, id, commentId)).rejects.toEqual(refused(404));
    await deleteComment(agadez, id, commentId);
    await deleteComment(agadez, id, commentId);
    expect((await listComments(jmed, id, "all")).comments.threads).toEqual([]);
  });

  test("a thread of another document is not found", async () => {
    const { id } = await written("Premier.");
    const thread = await begun(id, "Premier");
    await expect(reply(jmed, await makeText(), answer(thread))).rejects.toEqual(refused(404));
  });

  test("whoever began the document is told of comments on it", async () => {
    const { id } = await written("Pour avis.");
    await begun(id, "avis");
    await deliverWaiting();
    const where = { kind: "comment.written", thingId: id, personId: jmed.personId };
    expect(await db.notice.count({ where })).toBe(1);
  });
});
