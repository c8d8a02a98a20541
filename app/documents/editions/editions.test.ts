import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { LiveText } from "../../../tests/support/live-client";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeText, personOf } from "../../../tests/support/texts";
import { until } from "../../../tests/support/until";
import { liveViewerOfCookie } from "../../accounts/sessions.server";
import type { Viewer } from "../../authorization/viewer";
import { db, inTransaction } from "../../db/database.server";
import { rewriteDocument } from "../create.server";
import type { DocumentNode } from "../document-nodes";
import { findDocument, renameDocument } from "../documents.server";
import { changeStatus } from "../status.server";
import { canonicalForm } from "./canonical";
import { findCanonical } from "./editions.server";
import { freezeNow } from "./freeze.server";

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

async function openText(viewer: Viewer, id: string): Promise<LiveText> {
  const text = new LiveText(await live().connect(viewer.personId), id);
  await text.open();
  return text;
}

async function written(words: string): Promise<{ id: string; text: LiveText }> {
  const id = await makeText();
  const text = await openText(jmed, id);
  text.type(0, words);
  await until(() => expect(text.pending).toBe(0));
  return { id, text };
}

const words = (text: string, marks?: DocumentNode["marks"]): DocumentNode => ({ type: "text", text, marks });
const paragraph = (...content: DocumentNode[]): DocumentNode => ({ type: "paragraph", content });
const doc = (...content: DocumentNode[]): DocumentNode => ({ type: "doc", content });
const formOf = (content: DocumentNode, title = "T") => canonicalForm({ title, schema: 1, content });

describe("the canonical form", () => {
  test("A1: it is the same however the words were typed, and another for one other letter, title or schema", () => {
    const form = formOf(doc(paragraph(words("Un mot."))));
    expect(formOf(doc(paragraph(words("Un "), words("mot."))))).toBe(form);
    expect(formOf(doc({ ...paragraph(words("Un mot.")), attrs: { foreign: null } }))).toBe(form);
    for (const other of [
      formOf(doc(paragraph(words("Un mot!")))),
      formOf(doc(paragraph(words("Un mot.", [{ type: "bold" }])))),
      formOf(doc(paragraph(words("Un mot."))), "t"),
      canonicalForm({ title: "T", schema: 2, content: doc(paragraph(words("Un mot."))) }),
    ]) {
      expect(other).not.toBe(form);
    }
  });

  test("A1: the order of marks and of keys changes nothing", () => {
    const [bold, italic] = [{ type: "bold" }, { type: "italic" }];
    expect(formOf(doc(paragraph(words("x", [bold, italic]))))).toBe(
      formOf(doc({ content: [words("x", [italic, bold])], type: "paragraph" })),
    );
  });
});

describe("freezing a document", () => {
  test("A1: an edition has a number and the SHA-256 of its canonical form", async () => {
    const { id } = await written("Nous demandons la fin des expulsions.");
    const first = await freezeNow(jmed, id);
    expect(first.number).toBe(1);
    expect(createHash("sha256").update(first.canonical).digest("hex")).toBe(first.sha256);
    expect(JSON.parse(first.canonical)).toMatchObject({ title: "Texte d’essai", schema: expect.any(Number) });
    const page = await findDocument(observer, id, "fr");
    expect(page).toMatchObject({ status: "validated", writes: false, editions: [{ number: 1 }] });
    expect((await findCanonical(observer, id, "1")).canonical).toBe(first.canonical);
  });

  test("nobody writes in a frozen document, over any connection; those who had it open read on", async () => {
    const { id, text } = await written("Arrêté.");
    await freezeNow(jmed, id);
    text.type(0, "Non. ");
    await until(() => expect(text.refusals.length).toBeGreaterThan(0));
    const late = new LiveText(await live().connect(agadez.personId), id);
    expect(await late.open()).toMatchObject({ access: "read", readOnlyBecause: "frozen" });
    expect(late.text).not.toContain("Non");
    await expect(renameDocument(jmed, id, "Un autre titre")).rejects.toEqual(refused(403));
    await expect(freezeNow(jmed, id)).rejects.toEqual(refused(403));
    // Not by a statement of the portal itself, either.
    const author = { authorId: jmed.personId, organisationId: null };
    const content = doc(paragraph(words("Forcé")));
    await expect(inTransaction((tx) => rewriteDocument(tx, id, { content, ...author }))).rejects.toThrow(
      /frozen/,
    );
  });

  test("the database refuses to change or delete an edition", async () => {
    const { id } = await written("Pour toujours.");
    const { id: edition } = await freezeNow(jmed, id);
    const where = { id: edition };
    await expect(db.documentEdition.update({ where, data: { title: "Autre" } })).rejects.toThrow();
    await expect(db.documentEdition.delete({ where })).rejects.toThrow();
    expect(await db.documentEdition.count({ where })).toBe(1);
  });

  test("writers do not freeze what others began; readers change no status", async () => {
    const { id } = await written("x");
    await expect(changeStatus(agadez, id, "freeze")).rejects.toEqual(refused(403));
    await expect(changeStatus(observer, id, "review")).rejects.toEqual(refused(403));
    await changeStatus(agadez, id, "review");
    // Twice is once; what does not follow from this status is refused.
    await changeStatus(agadez, id, "review");
    await expect(changeStatus(jmed, id, "reopen")).rejects.toEqual(refused(400));
  });

  test("a new draft starts from the frozen text, and its next edition has the next number", async () => {
    const { id } = await written("Version une.");
    const first = await freezeNow(jmed, id);
    await changeStatus(jmed, id, "reopen");
    const text = await openText(agadez, id);
    expect(text.text).toContain("Version une.");
    text.type(0, "Corrigée. ");
    await until(() => expect(text.pending).toBe(0));
    const second = await freezeNow(jmed, id);
    expect(second.number).toBe(2);
    expect(second.sha256).not.toBe(first.sha256);
    const kept = await db.documentEdition.findUniqueOrThrow({ where: { id: first.id } });
    expect(kept.canonical).toBe(first.canonical);
  });

  test("freezing while others write: what is acknowledged before is in the edition, the rest is refused", async () => {
    const { id, text } = await written("Début.");
    const frozen = freezeNow(jmed, id);
    for (const letter of "abcdefgh") text.type(0, letter);
    const { canonical } = await frozen;
    await until(() => expect(text.refusals.length + (text.pending === 0 ? 1 : 0)).toBeGreaterThan(0));
    const late = await openText(agadez, id);
    const plain = JSON.parse(canonical).content.content[0].content[0].text as string;
    expect(late.text).toContain(plain);
    expect(await db.document.count({ where: { id, status: "validated" } })).toBe(1);
  });
});
