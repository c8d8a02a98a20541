import { beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeText, personOf } from "../../../tests/support/texts";
import { until } from "../../../tests/support/until";
import { viewerOfCookie } from "../../accounts/sessions.server";
import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { findDocument } from "../documents.server";
import { docWithoutGc } from "./doc-without-gc";
import { readLog } from "./log.server";

const live = useLivePortal();
let author: Viewer;
let colleague: Viewer;

beforeAll(async () => {
  [author, colleague] = (await Promise.all(["jmed.point-focal", "agadez.plaidoyer"].map(viewerCalled))) as [
    Viewer,
    Viewer,
  ];
});

async function viewerCalled(start: string): Promise<Viewer> {
  const viewer = await viewerOfCookie(await live().signIn(await personOf(start)));
  if (!viewer) throw new Error(`${start} is not signed in`);
  return viewer;
}

/** A document whose log goes on with this many paragraphs, which nothing was derived from yet. */
async function makeBehind(paragraphs: number): Promise<string> {
  const id = await makeText();
  const doc = docWithoutGc();
  for (const { bytes } of (await readLog(id)).updates) Y.applyUpdate(doc, bytes);
  const before = Y.encodeStateVector(doc);
  const added = Array.from({ length: paragraphs }, (_, count) => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(`Constat n° ${count}`)]);
    return paragraph;
  });
  doc.getXmlFragment("default").insert(1, added);
  await append(id, Y.encodeStateAsUpdate(doc, before));
  return id;
}

async function append(documentId: string, update: Uint8Array): Promise<void> {
  const bytes = Buffer.from(update);
  const { seq } = await db.document.update({
    where: { id: documentId },
    data: { seq: { increment: 1 }, bytes: { increment: bytes.byteLength } },
  });
  const data = { documentId, seq, authorId: author.personId, bytes, createdAt: new Date() };
  await db.documentUpdate.create({ data });
}

test("six pages of a heavy document are answered at once, and make nobody wait for a small one", async () => {
  const [heavy, small] = [await makeBehind(40_000), await makeBehind(3)];
  const pages = await Promise.all(Array.from({ length: 6 }, () => findDocument(author, heavy, "fr")));
  expect(pages.map(({ freshness, words }) => [freshness, words])).toEqual(Array(6).fill(["coming", 0]));
  await until(async () =>
    expect(await findDocument(colleague, small, "fr")).toMatchObject({ freshness: "current", words: 9 }),
  );
  expect((await findDocument(author, heavy, "fr")).freshness).toBe("coming");
  await until(async () => expect((await findDocument(author, heavy, "fr")).words).toBe(120_000));
});

test("a view that cannot be made is not tried again before somebody writes; what there was is shown", async () => {
  const id = await makeBehind(2);
  await until(async () => expect((await findDocument(author, id, "fr")).freshness).toBe("current"));
  await append(id, new Uint8Array([1, 255, 255, 3, 7]));
  expect(await findDocument(author, id, "fr")).toMatchObject({ freshness: "coming", words: 6 });
  await until(async () =>
    expect(await findDocument(author, id, "fr")).toMatchObject({ freshness: "failed", words: 6 }),
  );
  const { seq, derivationFailedSeq } = await db.document.findUniqueOrThrow({ where: { id } });
  expect(derivationFailedSeq).toBe(seq);
});

test.each([
  ["NUL", "\0"],
  ["half a surrogate pair", "\ud83d"],
])("%s in the log of a document does not hide the rest of it", async (_name, character) => {
  const id = await makeText();
  const doc = docWithoutGc();
  for (const { bytes } of (await readLog(id)).updates) Y.applyUpdate(doc, bytes);
  const before = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement("paragraph");
  const words = new Y.XmlText();
  words.insert(0, `Avant${character}après`);
  words.insert(5, "lien", { link: { href: `https://exemple.org/${character}`, [`a${character}`]: "b" } });
  paragraph.insert(0, [words]);
  const heading = new Y.XmlElement("heading");
  heading.setAttribute(`x${character}`, `y${character}`);
  heading.setAttribute("level", 2 as unknown as string);
  heading.insert(0, [new Y.XmlText(`Titre${character}`)]);
  doc.getXmlFragment("default").insert(0, [heading, paragraph]);
  await append(id, Y.encodeStateAsUpdate(doc, before));
  await until(async () => expect((await findDocument(author, id, "fr")).freshness).toBe("current"));
  const { plainText } = await db.document.findUniqueOrThrow({ where: { id } });
  expect(plainText).toContain("Titre\ufffd");
  expect(plainText).toMatch(/Avantlien\ufffdaprès/);
});

test("what is erased stays erased, whatever was being derived of it", async () => {
  const id = await makeBehind(2_000);
  const page = await findDocument(author, id, "fr");
  expect(page.freshness).toBe("coming");
  await db.document.update({ where: { id }, data: { state: "erased", plainText: "" } });
  await db.documentView.deleteMany({ where: { documentId: id } });
  const other = await makeBehind(1);
  await until(async () => expect((await findDocument(author, other, "fr")).freshness).toBe("current"));
  const row = await db.document.findUniqueOrThrow({ where: { id }, include: { view: true } });
  expect(row).toMatchObject({ plainText: "", view: null });
});
