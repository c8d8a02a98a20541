import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import { saveDraft } from "../discussions/drafts-and-marks.server";
import { writePost } from "../discussions/posts.server";
import { startThread } from "../discussions/threads.server";
import { createDocument } from "../documents/create.server";
import { renameDocument } from "../documents/documents.server";
import { personalData } from "../portal.server";
import { findErasureCase } from "./erasure.server";
import { exportPersonalData, summarisePersonalData } from "./my-data.server";
import { registeredRooms, registerPersonalData } from "./registry.server";

useDatabase("demonstration");

let leaver: Viewer;
let colleague: Viewer;

beforeAll(async () => {
  for (const room of personalData) registerPersonalData(room);
  leaver = await viewerOf("agadez.plaidoyer");
  colleague = await viewerOf("jmed.point-focal");
});

async function exported(viewer: Viewer, form: "json" | "html" = "json"): Promise<string> {
  let file = "";
  for await (const part of (await exportPersonalData(viewer, form, "fr")).parts) file += part;
  return file;
}

/** A document in the space begun by the leaver, with these words as its reading view. */
async function makeText(spaceId: string, title: string, plainText: string): Promise<string> {
  const { id } = await inTransaction((tx) =>
    createDocument(tx, {
      authorId: leaver.personId,
      idempotencyKey: newId(),
      title,
      organisationId: null,
      spaceId,
      themeIds: [],
    }),
  );
  await db.document.update({ where: { id }, data: { plainText } });
  return id;
}

/** A private space in which both people wrote, and where the leaver has rows in every table. */
async function sharedSpace() {
  const space = await makeSpace({ facilitator: colleague.personId, name: "Cellule d’avant-départ" });
  await db.spaceMember.create({
    data: { spaceId: space, personId: leaver.personId, role: "member", createdAt: new Date() },
  });
  const start = (viewer: Viewer, title: string, body: string) =>
    startThread(viewer, { spaceId: space, themeIds: [] }, { title, body, key: newId() });
  const theirs = await start(colleague, "Titre de la collègue", "Mot de la collègue");
  const own = await start(leaver, "Titre de celle qui part", "Mot de celle qui part");
  await writePost(leaver, theirs.threadId, { body: "Ma réponse", key: newId() });
  await saveDraft(leaver, theirs.threadId, { body: "Mon brouillon" });
  await db.reaction.create({
    data: { postId: theirs.postId, personId: leaver.personId, kind: "thanks", createdAt: new Date() },
  });
  const task = newId();
  await db.spaceTask.create({
    data: {
      id: task,
      spaceId: space,
      title: "Tâche d’avant-départ",
      assigneeId: leaver.personId,
      idempotencyKey: newId(),
      createdAt: new Date(),
      createdById: colleague.personId,
    },
  });
  await db.spaceVisit.create({
    data: { spaceId: space, personId: leaver.personId, beforeAt: new Date(), seenAt: new Date() },
  });
  const together = await makeText(space, "Position d’avant-départ", "Mots écrits à deux");
  await db.documentClient.create({
    data: {
      documentId: together,
      clientId: 7n,
      personId: colleague.personId,
      createdAt: new Date(),
      wroteAt: new Date(),
    },
  });
  const alone = await makeText(space, "Texte de moi seule", "Mots de moi seule");
  return { space, theirs: theirs.threadId, own: own.threadId, together, alone, task };
}

test("a person who left a private space exports what they wrote there, and nothing that others added", async () => {
  const { space, theirs, together, task } = await sharedSpace();
  const before = await exported(leaver);
  for (const words of [
    "Cellule d’avant-départ",
    "Titre de la collègue",
    "Tâche d’avant-départ",
    "Mots écrits à deux",
  ]) {
    expect(before).toContain(words);
  }

  await db.spaceMember.deleteMany({ where: { spaceId: space, personId: leaver.personId } });
  await db.space.update({ where: { id: space }, data: { name: "Cellule d’après-départ" } });
  await db.thread.update({ where: { id: theirs }, data: { title: "Titre d’après-départ" } });
  await db.spaceTask.update({
    where: { id: task },
    data: { title: "Tâche d’après-départ", dueOn: new Date() },
  });
  await renameDocument(colleague, together, "Position d’après-départ");
  await db.document.update({ where: { id: together }, data: { plainText: "Mots d’après-départ" } });

  for (const form of ["json", "html"] as const) {
    const after = await exported(leaver, form);
    expect(after).not.toMatch(/-départ|Titre de la collègue|Mots écrits à deux/);
    for (const own of ["Ma réponse", "Mon brouillon", "Mot de celle qui part", "Titre de celle qui part"]) {
      expect(after).toContain(own);
    }
    expect(after).toContain("Texte de moi seule");
    expect(after).toContain("Mots de moi seule");
  }
});

test("the title of a deleted thread is only in its author's export", async () => {
  const { theirs } = await sharedSpace();
  await db.thread.update({ where: { id: theirs }, data: { title: "Titre retiré", state: "trashed" } });
  expect(await exported(leaver)).not.toContain("Titre retiré");
});

test("rows beyond one page are all in the file, each once", async () => {
  const thread = await startThread(
    colleague,
    { themeIds: [(await db.theme.findFirstOrThrow()).id] },
    { title: "Long fil", body: "Début", key: newId() },
  );
  await db.post.createMany({
    data: Array.from({ length: 250 }, (_, index) => ({
      id: newId(),
      threadId: thread.threadId,
      authorId: colleague.personId,
      body: `Message ${index}.`,
      createdAt: new Date(),
      number: 1000 + index,
      change: 1000 + index,
      idempotencyKey: newId(),
    })),
  });
  await db.readMark.createMany({
    data: (await db.thread.findMany({ select: { id: true } })).map(({ id }) => ({
      personId: colleague.personId,
      threadId: id,
      change: 1,
      readAt: new Date(),
    })),
    skipDuplicates: true,
  });
  const { tables } = JSON.parse(await exported(colleague));
  const { sections } = await summarisePersonalData(colleague, "fr");
  for (const { table, count } of sections.filter(({ table }) => tables[table].rows.length > 0)) {
    expect(tables[table].rows.length, table).toBe(count);
  }
  const bodies = tables.Post.rows.map(({ body }: { body: string }) => body);
  const numbered = bodies.filter((body: string) => /^Message \d+\.$/.test(body));
  expect(new Set(numbered).size).toBe(250);
  expect(numbered).toHaveLength(250);
});

test("a person's rows are found by an index, not by a sequential scan", async () => {
  const leading = await db.$queryRaw<{ name: string }[]>`
    SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END || '.' || a.attname AS "name"
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]`;
  const indexed = new Set(leading.map(({ name }) => name));
  const held = registeredRooms()
    .flatMap(({ holdings }) => holdings)
    .filter(({ by }) => by !== "email")
    .map(({ table, column }) => `${table}.${column}`);
  expect(held.filter((column) => !indexed.has(column))).toEqual([]);
});

test("the page before an erasure counts nothing in private spaces", async () => {
  const admin = await viewerOf("secretariat.administration");
  const { posts, threads, documents, mentions } = await findErasureCase(admin, leaver.personId);
  const { space, own } = await sharedSpace();
  await writePost(colleague, own, { body: `Merci à ${leaver.name} pour ce mot.`, key: newId() });
  expect(await findErasureCase(admin, leaver.personId)).toMatchObject({
    posts,
    threads,
    documents,
    mentions,
  });
  await db.space.update({ where: { id: space }, data: { visibility: "network" } });
  expect(await findErasureCase(admin, leaver.personId)).toMatchObject({
    posts: posts + 2,
    threads: threads + 1,
    documents: documents + 2,
    mentions: mentions + 1,
  });
});
