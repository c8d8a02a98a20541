import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { db } from "../../app/db/database.server";
import { findDocumentSession } from "../../app/documents/sync/document-sessions.server";
import { LiveClient, LiveText } from "../../tests/support/live-client";
import { useLivePortal } from "../../tests/support/live-portal";
import { RawWebSocket } from "../../tests/support/raw-websocket";
import { makeText, personOf } from "../../tests/support/texts";
import { until } from "../../tests/support/until";
import { connectionLimits } from "./connection-limits";

const live = useLivePortal();
let person: string;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const heldMb = () => {
  collect();
  const { arrayBuffers, external, heapUsed } = process.memoryUsage();
  return (arrayBuffers + external + heapUsed) / 1024 / 1024;
};

beforeAll(async () => {
  person = await personOf("jmed.point-focal");
});

const documentMb = 3;

/** A document of this many megabytes, with one update in its log. */
async function makeLongText(): Promise<string> {
  const id = await makeText();
  const doc = new Y.Doc();
  for (const { bytes } of await db.documentUpdate.findMany({ where: { documentId: id } })) {
    Y.applyUpdate(doc, new Uint8Array(bytes));
  }
  const before = Y.encodeStateVector(doc);
  const words = "Les personnes refoulées à la frontière. ".repeat(1_000);
  for (let length = 0; length < documentMb * 1024 * 1024; length += words.length) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment("default").push([paragraph]);
  }
  const bytes = Buffer.from(Y.encodeStateAsUpdate(doc, before));
  const author = await db.document.findUniqueOrThrow({ where: { id }, select: { authorId: true } });
  await db.documentUpdate.create({
    data: { documentId: id, seq: 2, authorId: author.authorId, bytes, createdAt: new Date() },
  });
  await db.document.update({ where: { id }, data: { seq: 2, bytes: bytes.byteLength } });
  return id;
}

/** A connection that sends but reads nothing once it is open. */
async function deafConnection(cookie: string): Promise<RawWebSocket> {
  const { url } = live();
  const deaf = await RawWebSocket.open(url, { Cookie: cookie, Origin: url });
  deaf.send("40");
  await deaf.heard(/40\{"sid"/);
  deaf.pause();
  return deaf;
}

function askToOpen(connection: RawWebSocket, document: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const vector = { _placeholder: true, num: 0 };
    connection.send(
      `451-${index}${JSON.stringify(["document:open", { document, schema: 1, client: null, vector }])}`,
    );
    connection.send(new Uint8Array([0]));
  }
}

describe("a client that does not read its answers", () => {
  test("opens a long document 120 times: its connection is cut, its unsent bytes are released, others continue", async () => {
    const id = await makeLongText();
    const other = new LiveText(await live().connect(await personOf("agadez.plaidoyer")), id);
    await other.open();
    const before = heldMb();
    const deaf = await deafConnection(await live().signIn(person));
    askToOpen(deaf, id, 120);
    await until(() => expect(findDocumentSession(id)?.readers.size).toBe(2));
    await until(() => expect(findDocumentSession(id)?.readers.size).toBe(1));
    deaf.resume();
    await until(() => expect(deaf.closed).toBe(true));
    await until(() => expect(heldMb() - before).toBeLessThan(8 * documentMb));
    other.type(0, "Toujours là. ");
    await until(() => expect(other.pending).toBe(0));
  });

  test("a connection that reads gets the whole document, of any length", async () => {
    const id = await makeLongText();
    const text = new LiveText(await live().connect(person), id);
    await text.open();
    expect(text.text.length).toBeGreaterThan(documentMb * 1024 * 1024);
  });
});

describe("connections above the limits", () => {
  test("of one session are refused, and accepted after another has closed", async () => {
    const cookie = await live().signIn(person);
    const connect = () => new LiveClient(live().url, cookie).connected();
    const open = await Promise.all(Array.from({ length: connectionLimits.perSession }, connect));
    await expect(connect()).rejects.toThrow("too-fast");
    // Other sessions are not affected.
    await (await live().connect(await personOf("agadez.plaidoyer"))).connected();
    open[0]?.close();
    await until(async () => open.push(await connect()));
    for (const client of open) client.close();
  });

  test("without authentication, from one network, are refused", async () => {
    const { url } = live();
    const open: RawWebSocket[] = [];
    const connect = async () => open.push(await RawWebSocket.open(url, { Origin: url }));
    while (open.length < connectionLimits.unadmittedPerNetwork) await connect();
    await expect(connect()).rejects.toThrow();
    for (const socket of open) socket.end();
    await until(connect);
    for (const socket of open) socket.end();
  });
});
