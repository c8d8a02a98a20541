import { beforeAll, describe, expect, test } from "vitest";
import { LiveText } from "../../tests/support/live-client";
import { useLivePortal } from "../../tests/support/live-portal";
import { personaOf } from "../../tests/support/personas";
import { makeText, personOf } from "../../tests/support/texts";
import { until } from "../../tests/support/until";
import { viewerOfCookie } from "../accounts/sessions.server";
import type { Viewer } from "../authorization/viewer";
import { db } from "../db/database.server";
import { newId } from "../db/ids.server";
import { listDocuments } from "./document-lists.server";
import { beginDocument, deleteDocument, findDocument, renameDocument } from "./documents.server";

const live = useLivePortal();
let jmed: Viewer;
let agadez: Viewer;
let observer: Viewer;
let candidate: Viewer;
let secretariat: Viewer;

async function viewerCalled(start: string): Promise<Viewer> {
  const viewer = await viewerOfCookie(await live().signIn(await personOf(start)));
  if (!viewer) throw new Error(`${start} is not signed in`);
  return viewer;
}

beforeAll(async () => {
  jmed = await viewerCalled("jmed.point-focal");
  agadez = await viewerCalled("agadez.plaidoyer");
  observer = await viewerCalled("niamey.juristes");
  secretariat = await viewerCalled("secretariat.administration");
  candidate = await viewerCalled(personaOf("candidate").email);
});

const form = (title = "Un texte") => ({ title, themes: [], key: newId() });
const refused = (status: number) => expect.objectContaining({ status });

describe("creating a document", () => {
  test("a form sent twice, also at once, creates one document", async () => {
    const sent = form();
    const begun = await Promise.all([beginDocument(jmed, sent), beginDocument(jmed, sent)]);
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    expect(await beginDocument(jmed, sent)).toEqual(begun[0]);
  });

  test("an observer gets 403, a viewer without access to the space 404", async () => {
    await expect(beginDocument(observer, form())).rejects.toEqual(refused(403));
    await expect(beginDocument(candidate, form())).rejects.toEqual(refused(404));
  });

  test("authors write only for their own organisations", async () => {
    const [voice] = agadez.memberships;
    await expect(beginDocument(jmed, { ...form(), organisation: voice?.organisationId })).rejects.toEqual(
      refused(400),
    );
  });

  test("themes that do not exist are left out", async () => {
    const theme = await db.theme.findFirstOrThrow();
    const { id } = await beginDocument(jmed, { ...form(), themes: [theme.id, newId()] });
    const page = await findDocument(jmed, id, "fr");
    expect(page.themes.map((one) => one.id)).toEqual([theme.id]);
    const { documents } = await listDocuments(jmed, "fr", { theme: theme.id });
    expect(documents.map((one) => one.id)).toContain(id);
  });
});

describe("reading a document", () => {
  test("the view is soon up to date with the log, and names writers but not readers", async () => {
    const id = await makeText();
    const text = new LiveText(await live().connect(jmed.personId), id);
    await text.open();
    const looking = new LiveText(await live().connect(agadez.personId), id);
    await looking.open();
    text.type(0, "Les faits, à ce jour.");
    await until(() => expect(text.pending).toBe(0));
    const page = await until(async () => {
      const current = await findDocument(observer, id, "fr");
      expect(current.freshness).toBe("current");
      // Writers are recorded just after the view.
      expect(current.organisations).toHaveLength(1);
      return current;
    });
    expect(page).toMatchObject({ access: "read", html: '<p dir="auto">Les faits, à ce jour.</p>', words: 5 });
    expect(page.organisations.map(({ acronym }) => acronym)).toEqual(["JMED"]);
  });

  test("changedAt is the time of the last update, however late it is derived", async () => {
    const id = await makeText();
    const text = new LiveText(await live().connect(jmed.personId), id);
    await text.open();
    text.type(0, "x");
    await until(() => expect(text.pending).toBe(0));
    const long = new Date("2026-01-02T03:04:05Z");
    await db.documentUpdate.updateMany({
      where: { documentId: id, seq: { gt: 1 } },
      data: { createdAt: long },
    });
    await until(async () => {
      expect((await findDocument(jmed, id, "fr")).changedAt).toBe(long.toISOString());
    });
  });

  test("the demonstration's documents have their authors, their themes and their plan", async () => {
    const { documents, total } = await listDocuments(observer, "fr");
    expect(total).toBeGreaterThanOrEqual(5);
    const position = documents.find(({ title }) => title.startsWith("Note de position"));
    expect(position?.organisations.length).toBeGreaterThan(1);
    expect(position?.excerpt).toMatch(/^Texte de démonstration/);
    const page = await findDocument(observer, position?.id, "fr");
    expect(page.outline.length).toBeGreaterThan(3);
  });

  test("an unreadable document is not found", async () => {
    const id = await makeText();
    await expect(findDocument(candidate, id, "fr")).rejects.toEqual(refused(404));
    await expect(findDocument(jmed, newId(), "fr")).rejects.toEqual(refused(404));
    await expect(findDocument(jmed, undefined, "fr")).rejects.toEqual(refused(404));
    expect((await listDocuments(candidate, "fr")).documents).toEqual([]);
  });
});

describe("renaming and deleting a document", () => {
  test("a new title gives a new address, and the old one still leads there", async () => {
    const { id, slug } = await beginDocument(jmed, form("Ancien titre"));
    const renamed = await renameDocument(agadez, id, "Nouveau titre");
    expect(renamed).toEqual({ id, slug: "nouveau-titre" });
    expect(slug).toBe("ancien-titre");
    expect((await findDocument(jmed, id, "fr")).title).toBe("Nouveau titre");
    await expect(renameDocument(observer, id, "Non")).rejects.toEqual(refused(403));
  });

  test("the author and the secretariat may delete it; others get 404 there", async () => {
    const { id } = await beginDocument(jmed, form());
    await expect(deleteDocument(agadez, id)).rejects.toEqual(refused(404));
    await deleteDocument(jmed, id);
    await deleteDocument(secretariat, id);
    await expect(findDocument(jmed, id, "fr")).rejects.toEqual(refused(404));
    // The log remains, so a deleted document can be restored.
    expect(await db.documentUpdate.count({ where: { documentId: id } })).toBe(1);
    const record = await db.auditEntry.findMany({ where: { action: "document.deleted", objectId: id } });
    expect(record).toHaveLength(1);
  });
});
