import { beforeAll, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import type { LiveClient } from "../../../tests/support/live-client";
import { liveOver } from "../../../tests/support/live-here";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeText, personOf } from "../../../tests/support/texts";
import { db, inTransaction } from "../../db/database.server";
import { createNetworkSpace, upsertMember } from "../../workspaces/spaces.server";
import { DocumentSync } from "./document-sync";
import { readLog } from "./log.server";
import type { KeptUpdate, PendingStore } from "./pending-store";

const live = useLivePortal();
let author: string;
let colleague: string;

beforeAll(async () => {
  author = await personOf("jmed.point-focal");
  colleague = await personOf("agadez.plaidoyer");
});

/** A device's pending store; two pages of one device share it. */
class Device implements PendingStore {
  kept: KeptUpdate[] = [];
  words: string | null = null;
  keeps = true;
  #count = 0;
  read = async () => [...this.kept];
  readWords = async () => this.words;
  holds = (key: string) => this.kept.some((update) => update.key === key);
  keep(update: Uint8Array): string {
    const key = String(++this.#count).padStart(6, "0");
    this.kept.push({ key, update });
    return key;
  }
  drop(keys: readonly string[]): void {
    this.kept = this.kept.filter(({ key }) => !keys.includes(key));
  }
  keepWords(words: string | null): void {
    this.words = words;
  }
}

interface Page {
  sync: DocumentSync;
  client: LiveClient;
  connection: ReturnType<typeof liveOver>;
  device: Device;
  type(words: string): void;
  text(): string;
}

/** A page with the document open, as in a browser; the doc itself stands in for the editor. */
async function openPage(
  person: string,
  document: string,
  device = new Device(),
  transports?: string[],
): Promise<Page> {
  const client = await live().connect(person, transports && { transports });
  const connection = liveOver(client);
  const sync = new DocumentSync({ document, live: connection, openStore: () => device });
  await sync.start();
  return {
    sync,
    client,
    connection,
    device,
    type(words) {
      const doc = sync.view.doc as Y.Doc;
      doc.transact(() => {
        const paragraph = doc.getXmlFragment("default").get(0) as Y.XmlElement;
        if (paragraph.length === 0) paragraph.insert(0, [new Y.XmlText()]);
        const text = paragraph.get(0) as Y.XmlText;
        text.insert(text.length, words);
      });
    },
    text: () => sync.view.doc?.getXmlFragment("default").toString() ?? "",
  };
}

async function openedPage(person: string, document: string, device?: Device): Promise<Page> {
  const page = await openPage(person, document, device);
  await standing(page, "writing");
  return page;
}

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
const standing = (page: Page, wanted: string) =>
  eventually(() => expect(page.sync.view.standing).toBe(wanted));
const saved = (page: Page) => eventually(() => expect(page.sync.view.pending).toBe(0));

async function logged(document: string): Promise<string> {
  const doc = new Y.Doc();
  const { snapshot, updates } = await readLog(document);
  for (const part of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, part.bytes);
  return doc.getXmlFragment("default").toString();
}

describe("acknowledged updates are in the log", () => {
  test("an update is pending until its row is committed, then the device drops it", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    page.type("Les personnes refoulées");
    expect(page.sync.view.pending).toBeGreaterThan(0);
    expect(page.device.kept.length).toBeGreaterThan(0);
    await saved(page);
    expect(await logged(id)).toContain("Les personnes refoulées");
    expect(page.device.kept).toEqual([]);
  });

  test("an update counts as held only after the device has confirmed it", async () => {
    const id = await makeText();
    const device = new Device();
    const page = await openedPage(author, id, device);
    page.client.socket.io.reconnection(false);
    page.client.cut();
    device.holds = () => false;
    page.type("en route vers le disque");
    expect([page.sync.view.pending, page.sync.view.held]).toEqual([1, 0]);
  });

  test("an update whose acknowledgement is lost is sent again and written once", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    let count = 0;
    page.connection.lose(() => ++count <= 2);
    page.type("une fois");
    await saved(page);
    expect((await logged(id)).match(/une fois/g)).toHaveLength(1);
    expect(await db.documentUpdate.count({ where: { documentId: id } })).toBe(2);
  });

  test("two people in one document end with the same content", async () => {
    const id = await makeText();
    const [one, other] = [await openedPage(author, id), await openedPage(colleague, id)];
    for (let turn = 0; turn < 20; turn++) {
      one.type(`a${turn} `);
      other.type(`b${turn} `);
    }
    await saved(one);
    await saved(other);
    await eventually(() => expect(one.text()).toBe(other.text()));
  });
});

describe("offline", () => {
  test("updates are counted and kept offline, and saved after reconnecting", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    page.client.socket.io.reconnection(false);
    page.client.cut();
    await eventually(() => expect(page.sync.view.connection).toBe("away"));
    for (const word of ["un ", "deux ", "trois "]) page.type(word);
    expect(page.sync.view).toMatchObject({
      standing: "writing",
      connection: "away",
      pending: page.device.kept.length,
    });
    page.client.socket.connect();
    await saved(page);
    expect(await logged(id)).toContain("un deux trois ");
    expect(page.device.kept).toEqual([]);
  });

  test("the next page sends what a closed page left, under its old client id", async () => {
    const id = await makeText();
    const device = new Device();
    const page = await openedPage(author, id, device);
    page.client.socket.io.reconnection(false);
    page.client.cut();
    page.type("avant la coupure");
    const next = await openedPage(author, id, device);
    await saved(next);
    expect(next.text()).toContain("avant la coupure");
    expect(await logged(id)).toContain("avant la coupure");
    next.type(", après");
    await saved(next);
    expect(await logged(id)).toContain("avant la coupure, après");
    expect(device.kept).toEqual([]);
  });

  test("while the database does not answer, updates stay pending; afterwards they are saved", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    let away = true;
    page.connection.lose(() => away);
    page.type("patience");
    await eventually(() => expect(page.sync.view.failing).toBe(true));
    expect(page.sync.view.pending).toBeGreaterThan(0);
    away = false;
    await saved(page);
    expect(page.sync.view.failing).toBe(false);
  });
});

describe("refused updates", () => {
  test("the server's content replaces the doc, the refused words are offered and kept, and writing continues", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    page.type("gardé. ");
    await saved(page);
    const before = page.sync.view.doc as Y.Doc;
    // Under another person's client id.
    const other = await openedPage(colleague, id);
    other.type("de la collègue");
    await saved(other);
    before.clientID = (other.sync.view.doc as Y.Doc).clientID;
    page.type("des mots forgés");
    await eventually(() => expect(page.sync.view.refused?.words).toBe("des mots forgés"));
    await standing(page, "writing");
    expect(page.sync.view.doc).not.toBe(before);
    expect(page.text()).toContain("gardé. ");
    expect(page.device).toMatchObject({ kept: [], words: "des mots forgés" });
    page.type(" et la suite");
    await saved(page);
    expect(await logged(id)).not.toContain("forgés");
    expect(await logged(id)).toContain(" et la suite");
    // The next page offers the words too, until their author dismisses them.
    const next = await openedPage(author, id, page.device);
    expect(next.sync.view.refused?.words).toBe("des mots forgés");
    next.sync.forgetRefused();
    expect(page.device.words).toBeNull();
  });

  test("an update that is too large is not sent, and its words are kept", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    page.type("x".repeat(300_000));
    await eventually(() => expect(page.sync.view.refused?.reason).toBe("too-large"));
    expect(page.sync.view.refused?.words).toHaveLength(300_000);
    await standing(page, "writing");
    expect(page.text()).not.toContain("xx");
  });
});

describe("an update that is refused for its content", () => {
  const paragraph = (words: string) => {
    const element = new Y.XmlElement("paragraph");
    element.insert(0, [new Y.XmlText(words)]);
    return element;
  };
  const fragment = (page: Page) => (page.sync.view.doc as Y.Doc).getXmlFragment("default");

  test("is reverted alone: the doc stays, deleted content returns, later updates are saved", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    page.type("choisi");
    await saved(page);
    const doc = page.sync.view.doc as Y.Doc;
    // As in the editor, whose undo manager keeps deleted content.
    new Y.UndoManager(fragment(page));
    doc.transact(() => {
      (fragment(page).get(0) as Y.XmlElement).delete(0, 1);
      const list = new Y.XmlElement("orderedList");
      list.setAttribute("type", "M" as never);
      const item = new Y.XmlElement("listItem");
      item.insert(0, [paragraph("collé et refusé")]);
      list.insert(0, [item]);
      fragment(page).push([list]);
    });
    const item = (fragment(page).get(1) as Y.XmlElement).get(0) as Y.XmlElement;
    const words = (item.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    words.insert(words.length, ", la suite");
    fragment(page).push([paragraph("et plus bas")]);
    await eventually(() => expect(page.sync.view.refused?.reason).toBe("unknown-content"));
    await saved(page);
    expect(page.sync.view).toMatchObject({ standing: "writing", refused: { words: "collé et refusé" } });
    expect(page.sync.view.doc).toBe(doc);
    const next = await openedPage(colleague, id);
    for (const one of [page, next]) {
      expect(one.text()).toContain("choisi");
      expect(one.text()).toMatch(/, la suite.*et plus bas/);
      expect(one.text()).not.toContain("refusé");
    }
    expect(next.text()).toBe(page.text());
  });

  test("an update that is too large is reverted alone as well", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    page.type("avant ");
    page.type("x".repeat(300_000));
    page.type(" après");
    await eventually(() => expect(page.sync.view.refused?.words).toHaveLength(300_000));
    await saved(page);
    expect(page.text()).toContain("avant  après");
    expect(await logged(id)).toContain(" après");
    expect(page.device.kept).toEqual([]);
  });
});

describe("ending rights", () => {
  test("during typing: the page becomes read-only and offers the words that came too late", async () => {
    const id = await makeText();
    const person = await personOf("tahoua.formation");
    await inTransaction(async (tx) => upsertMember(tx, await createNetworkSpace(tx, ""), person, "reader"));
    const [page, reader] = [await openedPage(person, id), await openedPage(author, id)];
    page.type("à temps. ");
    await saved(page);
    await db.membership.deleteMany({ where: { personId: person } });
    page.type("trop tard");
    await standing(page, "reading");
    await eventually(() => expect(page.sync.view.refused?.words).toBe("trop tard"));
    reader.type("La suite.");
    await eventually(() => expect(page.text()).toContain("La suite."));
    expect(page.text()).toContain("à temps. ");
    expect(await logged(id)).not.toContain("trop tard");
  });

  test("a deleted document is closed for its readers within 2 s", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    const { deleteDocument } = await import("../documents.server");
    const { deliverWaiting } = await import("../../outbox/outbox.server");
    const { viewerOfCookie } = await import("../../accounts/sessions.server");
    const viewer = await viewerOfCookie(await live().signIn(author));
    if (!viewer) throw new Error("not signed in");
    await deleteDocument(viewer, id);
    await deliverWaiting();
    await standing(page, "gone");
    expect(page.sync.view.doc).toBeNull();
  });

  test("an ended session: pending updates stay on the device for the next one", async () => {
    const id = await makeText();
    const page = await openedPage(colleague, id);
    page.client.socket.io.reconnection(false);
    page.client.cut();
    page.type("attendez-moi");
    await db.session.deleteMany({ where: { personId: colleague } });
    page.client.socket.connect();
    await standing(page, "signed-out");
    expect(page.sync.view.pending).toBeGreaterThan(0);
    expect(page.device.kept.length).toBeGreaterThan(0);
    const next = await openedPage(colleague, id, page.device);
    await saved(next);
    expect(await logged(id)).toContain("attendez-moi");
  });
});

describe("an editor older than the document's schema", () => {
  test("closes the document, keeps pending updates and sends nothing more", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    await db.document.update({ where: { id }, data: { schemaVersion: 2 } });
    page.type("d’un vieil éditeur");
    await standing(page, "older-editor");
    expect(page.sync.view.doc).toBeNull();
    expect(page.device.kept.length).toBeGreaterThan(0);
    expect(await logged(id)).not.toContain("vieil");
  });

  test("offers the pending words on a device that stores nothing", async () => {
    const id = await makeText();
    const device = new Device();
    device.keeps = false;
    const page = await openedPage(author, id, device);
    await db.document.update({ where: { id }, data: { schemaVersion: 2 } });
    page.type("des mots sans abri");
    await standing(page, "older-editor");
    expect(page.sync.view.refused?.words).toBe("des mots sans abri");
  });

  test("never applies content it does not know, since its editor would delete it", async () => {
    const id = await makeText();
    const page = await openedPage(author, id);
    const newer = new Y.Doc();
    const { updates } = await readLog(id);
    for (const { bytes } of updates) Y.applyUpdate(newer, bytes);
    const before = Y.encodeStateVector(newer);
    newer.getXmlFragment("default").push([new Y.XmlElement("callout")]);
    const bytes = Buffer.from(Y.encodeStateAsUpdate(newer, before));
    // As a process of a newer version writes, with its notification lost.
    await db.documentUpdate.create({
      data: { documentId: id, seq: 2, authorId: author, bytes, createdAt: new Date() },
    });
    await db.document.update({ where: { id }, data: { seq: 2 } });
    const { portal } = await import("../../portal.server");
    await portal.live.catchUpRooms();
    await standing(page, "older-editor");
    expect(await logged(id)).toContain("callout");
  });
});

test("over polling, updates that arrive together with the answer to the opening are not lost", async () => {
  const id = await makeText();
  const writer = await openedPage(author, id);
  for (let count = 0; count < 5; count++) {
    const typing = setInterval(() => writer.type("a"), 1);
    const reader = await openPage(colleague, id, new Device(), ["polling"]);
    await standing(reader, "writing");
    clearInterval(typing);
    await saved(writer);
    await eventually(() => expect(reader.text()).toBe(writer.text()));
    await reader.sync.stop();
  }
});

describe("presence", () => {
  test("cursors come with the names from the server and disappear with their owners", async () => {
    const id = await makeText();
    const [one, other] = [await openedPage(author, id), await openedPage(colleague, id)];
    const place = Buffer.from(
      Y.encodeRelativePosition(
        Y.createRelativePositionFromTypeIndex((other.sync.view.doc as Y.Doc).getXmlFragment("default"), 0),
      ),
    ).toString("base64");
    other.sync.moveCaret({ anchor: place, head: place });
    await eventually(() =>
      expect([...one.sync.view.carets.values()]).toEqual([{ anchor: place, head: place }]),
    );
    const [who] = [...one.sync.view.carets.keys()];
    await eventually(() =>
      expect(one.sync.view.present.find((somebody) => somebody.who === who)?.organisation).toBe("DÉMO-AZ"),
    );
    await other.sync.stop();
    await eventually(() => expect(one.sync.view.carets.size).toBe(0));
    await eventually(() => expect(one.sync.view.present).toHaveLength(1));
  });
});
