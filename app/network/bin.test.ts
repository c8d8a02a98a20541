import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { whileRefusing } from "../../tests/support/refusals";
import { makeThread, viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { emptyThreadBin } from "../discussions/bin.server";
import { deletePost, writePost } from "../discussions/posts.server";
import { emptyDocumentBin } from "../documents/bin.server";
import { beginDocument, deleteDocument } from "../documents/documents.server";
import { changeNetworkSettings, readNetworkSettings } from "../secretariat/settings.server";
import { settingsSchema } from "../secretariat/settings-form.server";

const { ports, urls } = useDatabase("demonstration");
const day = 24 * 3_600_000;

let viewer: Viewer;
let admin: Viewer;
beforeAll(async () => {
  viewer = await viewerOf("jmed.point-focal");
  admin = await viewerOf("secretariat.administration");
});

/** This number of days ago by the portal's clock. */
const daysAgo = (days: number) => new Date(ports.clock.now().getTime() - days * day);

async function trashedPost(days: number) {
  const { id: thread } = await makeThread(viewer);
  await writePost(viewer, thread, { body: "Retiré", key: newId() });
  const { id } = await db.post.findFirstOrThrow({ where: { threadId: thread, body: "Retiré" } });
  await deletePost(viewer, thread, id);
  expect((await db.post.findUniqueOrThrow({ where: { id } })).trashedAt).toEqual(expect.any(Date));
  await db.post.update({ where: { id }, data: { trashedAt: daysAgo(days) } });
  return { id };
}

async function trashedDocument(days: number) {
  const { id } = await beginDocument(viewer, {
    title: "Texte retiré",
    themes: [],
    key: newId(),
    organisation: undefined,
    space: undefined,
  });
  await db.document.update({ where: { id }, data: { plainText: "Mots retirés" } });
  await deleteDocument(viewer, id);
  expect((await db.document.findUniqueOrThrow({ where: { id } })).trashedAt).toEqual(expect.any(Date));
  await db.document.update({ where: { id }, data: { trashedAt: daysAgo(days) } });
  return id;
}

test("a deleted post is erased after the delay, and not a day before", async () => {
  const [old, recent] = [await trashedPost(31), await trashedPost(29)];
  const [oldText, recentText] = [await trashedDocument(31), await trashedDocument(29)];
  const { id: thread } = await makeThread(viewer, "Premier mot");
  await db.thread.update({ where: { id: thread }, data: { state: "trashed" } });
  await db.thread.update({ where: { id: thread }, data: { trashedAt: daysAgo(31) } });

  await Promise.all([emptyThreadBin(), emptyDocumentBin()]);

  const post = (id: string) => db.post.findUniqueOrThrow({ where: { id } });
  expect(await post(old.id)).toMatchObject({ state: "erased", body: "", trashedAt: null });
  expect(await post(recent.id)).toMatchObject({ state: "trashed", body: "Retiré" });
  const text = (id: string) => db.document.findUniqueOrThrow({ where: { id } });
  expect(await text(oldText)).toMatchObject({ state: "erased", title: "", plainText: "", content: null });
  expect(await db.documentUpdate.count({ where: { documentId: oldText } })).toBe(0);
  expect(await db.documentSnapshot.count({ where: { documentId: oldText } })).toBe(0);
  expect(await text(recentText)).toMatchObject({ state: "trashed", plainText: "Mots retirés" });
  expect(await db.thread.findUniqueOrThrow({ where: { id: thread } })).toMatchObject({
    state: "erased",
    title: "",
  });
  expect(
    await db.post.findMany({ where: { threadId: thread }, select: { state: true, body: true } }),
  ).toEqual([{ state: "erased", body: "" }]);
  const erased = await db.auditEntry.findMany({ where: { action: { endsWith: ".erased" } } });
  expect(erased.map(({ action, objectId }) => `${action} ${objectId}`).sort()).toEqual(
    [`post.erased ${old.id}`, `document.erased ${oldText}`, `thread.erased ${thread}`].sort(),
  );
});

test("a restored post is not erased, however long ago it was deleted", async () => {
  const { id } = await trashedPost(90);
  await db.post.update({ where: { id }, data: { state: "visible" } });
  await emptyThreadBin();
  expect(await db.post.findUniqueOrThrow({ where: { id } })).toMatchObject({
    state: "visible",
    body: "Retiré",
  });
});

test("administrators choose the delay, within limits", async () => {
  const settings = await readNetworkSettings(admin);
  expect(settings.binDays).toBe(30);
  await changeNetworkSettings(admin, { ...settings, binDays: 7 });
  const [old, recent] = [await trashedPost(8), await trashedPost(6)];
  await emptyThreadBin();
  const states = await db.post.findMany({
    where: { id: { in: [old.id, recent.id] } },
    orderBy: { id: "asc" },
  });
  expect(states.map(({ state }) => state)).toEqual(["erased", "trashed"]);
  for (const binDays of ["0", "366", "1.5", "x", "-3"]) {
    const form = { networkName: "R", acronym: "R", language: "fr", accent: "indigo", binDays };
    expect(settingsSchema.safeParse(form).success, binDays).toBe(false);
  }
});

test("an object that cannot be erased does not block the others", async () => {
  const [stuck, other] = [await trashedDocument(40), await trashedDocument(35)];
  await whileRefusing(urls().ownerUrl, { table: "Document", id: stuck }, () =>
    expect(emptyDocumentBin()).rejects.toThrow("1 of documents"),
  );
  const state = async (id: string) => (await db.document.findUniqueOrThrow({ where: { id } })).state;
  expect([await state(stuck), await state(other)]).toEqual(["trashed", "erased"]);
  await emptyDocumentBin();
  expect(await state(stuck)).toBe("erased");
});
