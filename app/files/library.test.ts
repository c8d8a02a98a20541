import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { makeFile, useFiles } from "../../tests/support/files";
import { makeSpace } from "../../tests/support/spaces";
import { viewerOf } from "../../tests/support/threads";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { findLibraryContent } from "./download.server";
import { changeFile, deleteFile } from "./files.server";
import type { LibraryQuery } from "./library";
import { searchLibrary } from "./library.server";
import { findLibraryFile } from "./library-file.server";
import { createCollection, findCollection, shareFile } from "./library-sharing.server";

useDatabase("demonstration");
useFiles();

let writer: Viewer;
let reader: Viewer;
let administrator: Viewer;

beforeAll(async () => {
  writer = await viewerOf("agadez.terrain");
  reader = await viewerOf("zinder");
  administrator = await viewerOf("administration");
});

const nothing: LibraryQuery = {
  q: "",
  page: 1,
  nature: "",
  theme: "",
  langue: "",
  annee: "",
  organisation: "",
};
const search = (viewer: Viewer | null, change: Partial<LibraryQuery> = {}) =>
  searchLibrary(viewer, { ...nothing, ...change }, "fr");
const found = async (viewer: Viewer | null, q: string) =>
  (await search(viewer, { q })).rows.map(({ name }) => name);
const share = (id: string, access: "network" | "public" | "none", more: object = {}) =>
  shareFile(writer, id, { what: "share", access, position: 0, ...more });
const internalSpace = async () => {
  const id = await makeSpace({ facilitator: writer.personId });
  await db.space.update({ where: { id }, data: { confidentiality: "internal" } });
  return id;
};
const status = (answer: Promise<unknown>) =>
  answer.then(
    () => 200,
    (error: unknown) => (error instanceof Response ? error.status : error),
  );

test("a file is found where its managers chose to show it: nobody, the network, everybody", async () => {
  const id = await makeFile(writer, await internalSpace(), "guide.txt", Buffer.from("Traversée du Ténéré"));
  const seen = async () => [
    await status(findLibraryFile(reader, id)),
    await status(findLibraryFile(null, id)),
  ];
  expect(await seen()).toEqual([404, 404]);
  await share(id, "network");
  expect(await seen()).toEqual([200, 404]);
  expect(await status(findLibraryContent(reader, id, "contenu"))).toBe(200);
  expect(await status(findLibraryContent(null, id, "contenu"))).toBe(404);
  await share(id, "public");
  expect(await seen()).toEqual([200, 200]);
  await share(id, "none");
  expect(await seen()).toEqual([404, 404]);
  expect(await status(shareFile(reader, id, { what: "share", access: "public", position: 0 }))).toBe(404);
});

test("a restricted space shows no file, and takes those it showed with it when it becomes one", async () => {
  const space = await internalSpace();
  const id = await makeFile(writer, space, "note.txt", Buffer.from(`Note ${newId()}`));
  await share(id, "public");
  await db.space.update({ where: { id: space }, data: { confidentiality: "restricted" } });
  expect(await status(findLibraryFile(null, id))).toBe(404);
  expect(await found(null, "note")).not.toContain("note.txt");
  expect(await status(share(id, "public"))).toBe(403);
  await db.space.update({ where: { id: space }, data: { confidentiality: "internal" } });
  await deleteFile(writer, id);
  expect(await status(findLibraryFile(null, id))).toBe(404);
});

test("words of name, description and content find it, in their forms and misspelt; facets count it", async () => {
  const words = Buffer.from("Les migrantes refoulées racontent leur hébergement à Assamaka.");
  const id = await makeFile(writer, await internalSpace(), "Recueil 2019.txt", words);
  await share(id, "public");
  await changeFile(writer, id, {
    name: "Recueil 2019.txt",
    description: "Témoignages collectés par des paralegistes",
    tags: ["transhumance"],
    year: 2019,
    language: "fr",
  });
  for (const q of ["refoulée", "migrante hebergements", "témoignage", "transumance", "assamka", "recueil"])
    expect(await found(null, q), q).toEqual(["Recueil 2019.txt"]);
  expect(await found(null, "zzyzx")).toEqual([]);
  const { facets, total } = await search(null, { annee: "2019" });
  expect(total).toBe(1);
  expect(facets.langue).toEqual([{ value: "fr", label: "fr", count: 1 }]);
  expect(facets.nature.map(({ value }) => value)).toEqual(["document"]);
});

test("a misspelling is not corrected by words of files that the reader does not find", async () => {
  const id = await makeFile(writer, await internalSpace(), "interne.txt", Buffer.from("Xylophage kwassa"));
  await share(id, "network");
  expect(await found(null, "xylophaje")).toEqual([]);
  expect(await found(reader, "xylophaje")).toEqual(["interne.txt"]);
});

test("a collection has an order and a description; only the secretariat makes one", async () => {
  const plan = { name: "Textes de loi", description: "Les textes en vigueur", key: newId() };
  expect(await status(createCollection(writer, plan))).toBe(403);
  const collection = await createCollection(administrator, plan);
  expect(await createCollection(administrator, plan)).toBe(collection);
  const space = await internalSpace();
  for (const [name, position] of [
    ["deux.txt", 2],
    ["un.txt", 1],
  ] as const) {
    const id = await makeFile(writer, space, name, Buffer.from(name));
    await share(id, "network", { collection, position });
  }
  const { description, files } = await findCollection(reader, collection);
  expect([description, ...files.map(({ name }) => name)]).toEqual([
    "Les textes en vigueur",
    "un.txt",
    "deux.txt",
  ]);
  expect(await status(findCollection(null, collection))).toBe(404);
});
