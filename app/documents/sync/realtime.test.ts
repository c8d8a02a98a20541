import pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { makePerson } from "../../../tests/support/factories";
import { LiveText, toBase64 } from "../../../tests/support/live-client";
import { useLivePortal } from "../../../tests/support/live-portal";
import { makeSpace } from "../../../tests/support/spaces";
import { makeText, personOf } from "../../../tests/support/texts";
import { until } from "../../../tests/support/until";
import { db } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { findDocumentSession } from "./document-sessions.server";
import { keepSnapshot, readLog } from "./log.server";

const live = useLivePortal();

let author: string;
let colleague: string;
let observer: string;

beforeAll(async () => {
  author = await personOf("jmed.point-focal");
  colleague = await personOf("agadez.plaidoyer");
  observer = await personOf("niamey.juristes");
});

async function open(personId: string, text: string): Promise<LiveText> {
  const opened = new LiveText(await live().connect(personId), text);
  await opened.open();
  return opened;
}

const settled = (text: LiveText) => vi.waitFor(() => expect(text.pending).toBe(0), { timeout: 5_000 });
const agree = (one: LiveText, other: LiveText) =>
  vi.waitFor(() => expect(one.text).toBe(other.text), { timeout: 5_000 });

describe("two people in one document", () => {
  test("the other person receives each update, and an acknowledged update is in the log", async () => {
    const id = await makeText();
    const [one, other] = [await open(author, id), await open(colleague, id)];
    one.type(0, "Les personnes refoulées ");
    await settled(one);
    const logged = new Y.Doc();
    for (const { bytes } of (await readLog(id)).updates) Y.applyUpdate(logged, bytes);
    expect(logged.getXmlFragment("default").toString()).toBe(one.text);
    other.type(0, "À Assamaka : ");
    await settled(other);
    await agree(one, other);
    expect(one.text).toContain("À Assamaka : Les personnes refoulées ");
  });
});

describe("the update pipeline", () => {
  test("an observer receives updates, and each update of theirs is refused", async () => {
    const id = await makeText();
    const writer = await open(author, id);
    const client = await live().connect(observer);
    const reader = new LiveText(client, id);
    const answer = await reader.open();
    expect(answer).toMatchObject({ access: "read", readOnlyBecause: "rights", client: null });
    writer.type(0, "public");
    await agree(writer, reader);
    reader.type(0, "interdit");
    await until(() => expect(reader.refusals).toEqual(["read-only"]));
    expect(await client.ask("document:caret", { document: id, caret: null })).toMatchObject({
      reason: "read-only",
    });
  });

  test("updates under another person's client id are refused", async () => {
    const id = await makeText();
    const one = await open(author, id);
    one.type(0, "à moi");
    await settled(one);
    const client = await live().connect(colleague);
    await client.ask("document:open", { document: id, schema: 1, client: null, vector: new Uint8Array([0]) });
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(one.doc));
    forged.clientID = one.doc.clientID;
    const before = Y.encodeStateVector(forged);
    forged.getXmlFragment("default").push([new Y.XmlElement("paragraph")]);
    const update = toBase64(Y.encodeStateAsUpdate(forged, before));
    expect(await client.ask("document:update", { document: id, update })).toEqual({
      ok: false,
      reason: "foreign-client",
    });
  });

  test("an update that lacks its dependencies is refused as a whole", async () => {
    const id = await makeText();
    const one = await open(author, id);
    const updates: string[] = [];
    const local = new Y.Doc();
    Y.applyUpdate(local, Y.encodeStateAsUpdate(one.doc));
    local.clientID = one.doc.clientID;
    local.on("update", (update: Uint8Array) => updates.push(toBase64(update)));
    local.getXmlFragment("default").push([new Y.XmlElement("paragraph")]);
    local.getXmlFragment("default").push([new Y.XmlElement("paragraph")]);
    const client = await live().connect(author);
    await client.ask("document:open", { document: id, schema: 1, client: null, vector: new Uint8Array([0]) });
    const [first, second] = updates;
    expect(await client.ask("document:update", { document: id, update: second })).toMatchObject({
      reason: "gapped",
    });
    expect(await client.ask("document:update", { document: id, update: first })).toMatchObject({ ok: true });
    expect(await client.ask("document:update", { document: id, update: second })).toMatchObject({ ok: true });
    // Sent again, as after a lost acknowledgement, it is acknowledged and not written twice.
    const before = await db.documentUpdate.count({ where: { documentId: id } });
    expect(await client.ask("document:update", { document: id, update: second })).toMatchObject({ ok: true });
    expect(await db.documentUpdate.count({ where: { documentId: id } })).toBe(before);
  });

  test("bytes that do not decode are refused", async () => {
    const id = await makeText();
    const client = await live().connect(author);
    await client.ask("document:open", { document: id, schema: 1, client: null, vector: new Uint8Array([0]) });
    const update = toBase64(new Uint8Array([1, 255, 255, 3, 7]));
    expect(await client.ask("document:update", { document: id, update })).toMatchObject({
      reason: "not-decodable",
    });
  });

  test("an update to a document that is not open, or does not exist, is refused", async () => {
    const client = await live().connect(author);
    const document = newId();
    const update = toBase64(new Uint8Array([0, 0]));
    expect(await client.ask("document:update", { document, update })).toMatchObject({ reason: "not-open" });
    const opening = { document, schema: 1, client: null, vector: new Uint8Array([0]) };
    expect(await client.ask("document:open", opening)).toMatchObject({ reason: "not-found" });
  });

  test("an older editor may only read", async () => {
    const id = await makeText();
    await db.document.update({ where: { id }, data: { schemaVersion: 2 } });
    const client = await live().connect(author);
    const answer = await client.ask("document:open", {
      document: id,
      schema: 1,
      client: null,
      vector: new Uint8Array([0]),
    });
    expect(answer).toMatchObject({ ok: true, access: "read", readOnlyBecause: "older-editor" });
  });
});

describe("the short form of updates", () => {
  const opening = (document: string, short?: true) => ({
    document,
    schema: 1,
    client: null,
    vector: new Uint8Array([0]),
    ...(short && { short }),
  });

  /** One typed letter, as its author's client sends it. */
  function letter(client: unknown): string {
    const doc = new Y.Doc();
    doc.clientID = Number(client);
    const paragraph = new Y.XmlElement("paragraph");
    const text = new Y.XmlText();
    doc.getXmlFragment("default").insert(0, [paragraph]);
    paragraph.insert(0, [text]);
    const before = Y.encodeStateVector(doc);
    text.insert(0, "a");
    return toBase64(Y.encodeStateAsUpdate(doc, before));
  }

  test("a keystroke costs sixty bytes at most, up and to each reader; older pages get the long form", async () => {
    const id = await makeText();
    const [writer, short, long] = await Promise.all(
      [author, colleague, observer].map((person) => live().connect(person)),
    );
    if (!writer || !short || !long) throw new Error("not connected");
    const frames = { up: [] as string[], down: [] as string[], long: [] as string[] };
    const { number, client } = await writer.ask("document:open", opening(id, true));
    await short.ask("document:open", opening(id, true));
    await long.ask("document:open", opening(id));
    const doc = new Y.Doc();
    doc.clientID = Number(client);
    const paragraph = new Y.XmlElement("paragraph");
    const text = new Y.XmlText();
    const typed: string[] = [];
    doc.on("update", (update: Uint8Array) => typed.push(toBase64(update)));
    doc.transact(() => {
      doc.getXmlFragment("default").insert(0, [paragraph]);
      paragraph.insert(0, [text]);
    });
    await writer.ask("u", [number, typed[0]]);
    const note = (list: string[]) => (packet: { type: string; data?: unknown }) => {
      if (packet.type === "message") list.push(String(packet.data));
    };
    writer.socket.io.engine.on("packetCreate", note(frames.up));
    short.socket.io.engine.on("packet", note(frames.down));
    long.socket.io.engine.on("packet", note(frames.long));
    text.insert(0, "a");
    expect(await writer.ask("u", [number, typed[1]])).toMatchObject({ ok: true });
    const of = (list: string[], event: string) =>
      list.filter((frame) => frame.includes(`"${event}"`) && frame.includes(typed[1] ?? ""));
    await vi.waitFor(() => expect(of(frames.down, "u")).toHaveLength(1));
    await vi.waitFor(() => expect(of(frames.long, "document:update")).toHaveLength(1));
    // One byte more for the type of the message.
    expect(Buffer.byteLength(of(frames.down, "u")[0] ?? "") + 1).toBeLessThanOrEqual(60);
    expect(Buffer.byteLength(of(frames.up, "u")[0] ?? "") + 1).toBeLessThanOrEqual(60);
    expect(of(frames.down, "document:update")).toEqual([]);
    expect(of(frames.long, "u")).toEqual([]);
  });

  test("a number opens nothing: without the document open, it is refused as not open", async () => {
    const id = await makeText();
    const [writer, outsider] = await Promise.all([author, colleague].map((person) => live().connect(person)));
    if (!writer || !outsider) throw new Error("not connected");
    const { number, client } = await writer.ask("document:open", opening(id, true));
    expect(await outsider.ask("u", [number, letter(client)])).toMatchObject({ reason: "not-open" });
    expect(await outsider.ask("u", [4_000_000, letter(client)])).toMatchObject({ reason: "not-open" });
    await writer.ask("document:close", { document: id });
    expect(await writer.ask("u", [number, letter(client)])).toMatchObject({ reason: "not-open" });
  });

  test.each([[[]], [[1]], [[-1, "AA=="]], [["1", "AA=="]], [[1, "AA==", null, 1]], [{ number: 1 }]])(
    "%j is malformed",
    async (payload) => {
      const client = await live().connect(author);
      expect(await client.ask("u", payload)).toMatchObject({ reason: "malformed" });
    },
  );
});

describe("opening that fails", () => {
  const opening = (document: string, vector: Uint8Array) => ({ document, schema: 1, client: null, vector });

  test.each([
    ["no state vector", new Uint8Array([255, 255, 3, 7])],
    ["nothing at all", new Uint8Array()],
  ])(
    "for want of a vector (%s) leaves no reader behind, who would receive everything",
    async (_what, vector) => {
      const id = await makeText();
      const client = await live().connect(colleague);
      const received = vi.fn();
      client.socket.on("document:update", received);
      expect(await client.ask("document:open", opening(id, vector))).toMatchObject({
        reason: "not-decodable",
      });
      expect(findDocumentSession(id)).toBeUndefined();
      const writer = await open(author, id);
      writer.type(0, "entre nous");
      await settled(writer);
      expect(findDocumentSession(id)?.readers.size).toBe(1);
      expect(received).not.toHaveBeenCalled();
      expect(await client.ask("document:caret", { document: id, caret: null })).toMatchObject({
        reason: "not-open",
      });
    },
  );

  test("is not the failure of others who open the same text at that moment", async () => {
    const id = await makeText();
    const clients = await Promise.all([author, colleague, observer].map((person) => live().connect(person)));
    const vectors = [new Uint8Array([0]), new Uint8Array([9]), new Uint8Array([0])];
    const answers = await Promise.all(
      clients.map((client, index) =>
        client.ask("document:open", opening(id, vectors[index] ?? new Uint8Array())),
      ),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(findDocumentSession(id)?.readers.size).toBe(2);
  });

  test("while its client id is bound leaves no reader behind either", async () => {
    const id = await makeText();
    const client = await live().connect(author);
    const owner = new pg.Client({ connectionString: live().database.ownerUrl });
    await owner.connect();
    await owner.query(`ALTER TABLE "DocumentClient" RENAME TO "DocumentClientAway"`);
    try {
      expect(await client.ask("document:open", opening(id, new Uint8Array([0])))).toMatchObject({
        ok: false,
      });
    } finally {
      await owner.query(`ALTER TABLE "DocumentClientAway" RENAME TO "DocumentClient"`);
      await owner.end();
    }
    expect(findDocumentSession(id)).toBeUndefined();
  });

  test("again and again over one connection makes one reader, and too many at once are refused", async () => {
    const id = await makeText();
    const client = await live().connect(author);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => client.ask("document:open", opening(id, new Uint8Array([0])))),
    );
    expect(answers[0]).toMatchObject({ ok: true });
    expect(answers.filter(({ reason }) => reason === "too-fast").length).toBeGreaterThan(0);
    expect(findDocumentSession(id)?.readers.size).toBe(1);
  });
});

describe("a space that changes", () => {
  /** A connection of this person, and whether it was cut since. */
  async function watched(personId: string): Promise<{ isCut: () => boolean }> {
    const client = await live().connect(personId);
    client.socket.io.reconnection(false);
    let cut = false;
    client.socket.on("disconnect", () => {
      cut = true;
    });
    return { isCut: () => cut };
  }

  test("archived and restored, cuts those who write in it, and nobody else's connection", async () => {
    const spaceId = await makeSpace({ visibility: "network", facilitator: colleague });
    for (const state of ["archived", "active"] as const) {
      const [inside, bystander, reader] = [
        await watched(colleague),
        await watched(author),
        await watched(observer),
      ];
      await db.space.update({ where: { id: spaceId }, data: { state } });
      await until(() => expect(inside.isCut()).toBe(true));
      expect([bystander.isCut(), reader.isCut()]).toEqual([false, false]);
    }
  });

  test("loses a text to another: who has it open may no longer write there, and keeps their connection", async () => {
    const id = await makeText();
    const there = await makeSpace({ visibility: "private", facilitator: colleague });
    const client = await live().connect(author);
    const text = new LiveText(client, id);
    await text.open();
    const ended = new Promise((resolve) => client.socket.once("document:ended", resolve));
    await db.document.update({ where: { id }, data: { spaceId: there } });
    text.type(0, "trop tard");
    expect(await ended).toEqual({ document: id, reason: "read-only" });
    expect(await client.ask("document:open", opening(id))).toMatchObject({ reason: "not-found" });
    expect(client.socket.connected).toBe(true);
    expect(await db.documentUpdate.count({ where: { documentId: id } })).toBe(1);
  });

  const opening = (document: string) => ({ document, schema: 1, client: null, vector: new Uint8Array([0]) });
});

test("cut while the text is being opened, nobody is left behind at its desk", async () => {
  const id = await makeText();
  const { client } = await seated(author, id);
  const present = vi.fn();
  client.socket.on("document:present", ({ count }) => present(count));
  for (let count = 0; count < 5; count++) {
    const passing = await live().connect(colleague);
    passing.socket.emit("document:open", {
      document: id,
      schema: 1,
      client: null,
      vector: new Uint8Array([0]),
    });
    passing.close();
  }
  const after = await seated(observer, id);
  expect(after.answer).toMatchObject({ ok: true, count: 1 });
  await vi.waitFor(() => expect(present).toHaveBeenLastCalledWith(2), { timeout: 5_000 });
  expect(findDocumentSession(id)?.readers.size).toBe(2);
});

test("a guest does not see who has the document open; cursors carry no name for them", async () => {
  const id = await makeText();
  const { id: guest } = await makePerson();
  const { spaceId } = await db.document.findUniqueOrThrow({ where: { id } });
  await db.spaceMember.create({
    data: { spaceId, personId: guest, role: "reader", createdAt: new Date() },
  });
  const { client } = await seated(author, id);
  const seen = vi.fn();
  client.socket.on("document:present", ({ count }) => seen(count));
  const asGuest = await seated(guest, id);
  const [told, moved] = [vi.fn(), vi.fn()];
  asGuest.client.socket.on("document:present", told);
  asGuest.client.socket.on("document:caret", moved);
  expect(asGuest.answer).toMatchObject({ ok: true, count: 0, present: [] });
  await vi.waitFor(() => expect(seen).toHaveBeenLastCalledWith(2), { timeout: 5_000 });
  const writer = await seated(colleague, id);
  await vi.waitFor(() => expect(seen).toHaveBeenLastCalledWith(3), { timeout: 5_000 });
  await writer.client.ask("document:caret", { document: id, caret: null });
  await vi.waitFor(() => expect(moved).toHaveBeenCalled(), { timeout: 5_000 });
  expect(told).not.toHaveBeenCalled();
});

async function seated(personId: string, document: string) {
  const client = await live().connect(personId);
  const vector = new Uint8Array([0]);
  return { client, answer: await client.ask("document:open", { document, schema: 1, client: null, vector }) };
}

test("the first reader of a long document gets its snapshot, then the later updates", async () => {
  const id = await makeText();
  const writing = await live().connect(author);
  const one = new LiveText(writing, id);
  await one.open();
  one.type(0, "Les personnes refoulées");
  await settled(one);
  await keepSnapshot(id, 2, Y.encodeStateAsUpdate(one.doc));
  writing.close();
  await until(() => expect(findDocumentSession(id)).toBeUndefined());
  const [first, second] = [await open(colleague, id), await open(author, id)];
  expect(first.text).toBe(one.text);
  second.type(0, "Encore : ");
  await settled(second);
  await agree(first, second);
  expect((await open(observer, id)).text).toBe(second.text);
});

describe("access ends at once", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["a session that ends", () => db.session.deleteMany({ where: { personId: colleague } })],
    ["a membership that ends", () => db.membership.deleteMany({ where: { personId: colleague } })],
  ])("%s closes its sockets within 2 s, and later updates are not written", async (_what, end) => {
    const id = await makeText();
    const client = await live().connect(colleague);
    const text = new LiveText(client, id);
    await text.open();
    const cut = new Promise<number>((resolve) => {
      client.socket.once("disconnect", () => {
        client.socket.io.reconnection(false);
        resolve(performance.now());
      });
    });
    const ended = performance.now();
    await end();
    text.type(0, "trop tard");
    expect((await cut) - ended).toBeLessThan(2_000);
    expect(await db.documentUpdate.count({ where: { documentId: id } })).toBe(1);
  });
});

describe("protocol limits", () => {
  test("a cursor of 64 bytes is accepted, one of 65 is malformed", async () => {
    const id = await makeText();
    const client = await live().connect(author);
    await new LiveText(client, id).open();
    const at = (bytes: number) => {
      const place = Buffer.alloc(bytes).toString("base64");
      return { document: id, caret: { anchor: place, head: place } };
    };
    expect(await client.ask("document:caret", at(64))).toEqual({ ok: true });
    expect(await client.ask("document:caret", at(65))).toEqual({ ok: false, reason: "malformed" });
  });

  test("a megabyte of padding is refused as fast as any other update", async () => {
    const client = await live().connect(author);
    const update = `${"=".repeat(1_000_000)}a`;
    const answer = await client.ask("document:update", { document: crypto.randomUUID(), update });
    expect(answer).toEqual({ ok: false, reason: "malformed" });
  });

  test("ten malformed messages cut the connection", async () => {
    const client = await live().connect(author);
    client.socket.io.reconnection(false);
    const cut = new Promise((resolve) => client.socket.once("disconnect", resolve));
    for (let count = 0; count < 10; count++) client.socket.emit("document:open", { document: 1 });
    await cut;
  });

  test("a flood is cut within 5 s without delaying others", async () => {
    const id = await makeText();
    const [one, other] = [await open(author, id), await open(observer, id)];
    const flooder = await live().connect(colleague);
    flooder.socket.io.reconnection(false);
    const cut = new Promise((resolve) => flooder.socket.once("disconnect", resolve));
    const flood = setInterval(() => {
      for (let count = 0; count < 10; count++) flooder.socket.emit("document:close", { document: id });
    }, 10);
    const started = performance.now();
    one.type(0, "pendant ce temps");
    await agree(one, other);
    await cut;
    clearInterval(flood);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("a foreign origin gets no connection, nor does a client without a session", async () => {
    const { LiveClient } = await import("../../../tests/support/live-client");
    for (const transports of [["websocket"], ["polling"]]) {
      const foreign = new LiveClient(live().url, await live().signIn(author), {
        transports,
        origin: "https://evil.example",
      });
      await expect(foreign.connected()).rejects.toThrow();
      foreign.close();
      const nobody = new LiveClient(live().url, "session=nonsense", { transports });
      await expect(nobody.connected()).rejects.toThrow("signed-out");
      nobody.close();
    }
  });
});
