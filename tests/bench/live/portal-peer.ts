import { createHash, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { io, type Socket } from "socket.io-client";
import * as Y from "yjs";
import type { Peer, Session } from "./peer";

interface PortalAt {
  url: string;
  databaseUrl: string;
  /** The bench asks the process for its memory. */
  memory: () => Promise<number>;
  stop: () => Promise<void>;
}

/** The portal, as a client written from docs/realtime.md speaks to it. */
export async function portalPeer({ url, databaseUrl, memory, stop }: PortalAt): Promise<Peer> {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  return {
    name: "the portal",
    session: (readers) => session(url, database, readers),
    memory,
    async stop() {
      await database.end();
      await stop();
    },
  };
}

/** A signed-in member, made directly in the database. @returns the cookie. */
export async function memberCookie(database: pg.Pool): Promise<string> {
  const id = randomBytes(20).toString("hex");
  await database.query(
    `INSERT INTO "Session" ("id", "personId", "createdAt", "expiresAt")
     SELECT $1, p."id", now(), now() + interval '1 day' FROM "Person" p WHERE p."role" = 'secretariat' LIMIT 1`,
    [createHash("sha256").update(id).digest("hex")],
  );
  return `session=${id}`;
}

/** An empty text in the network's space. */
export async function makeText(database: pg.Pool): Promise<string> {
  const id = randomUUID();
  await database.query(
    `INSERT INTO "Document" ("id", "spaceId", "slug", "title", "authorId", "createdAt", "changedAt", "idempotencyKey")
     SELECT $1::uuid, s."id", 'essai', 'Essai', p."id", now(), now(), $2
     FROM "Space" s, "Person" p WHERE s."kind" = 'network' AND p."role" = 'secretariat' LIMIT 1`,
    [id, id],
  );
  return id;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

const traffic = { up: 0, down: 0 };

/** A connection whose frames are counted as they travel. */
export function connect(url: string, cookie: string): Socket {
  const socket = io(url, {
    path: "/live",
    transports: ["websocket"],
    extraHeaders: { Cookie: cookie, Origin: new URL(url).origin },
    forceNew: true,
  });
  const sizeOf = (data: string | ArrayBuffer | Uint8Array) =>
    typeof data === "string" ? Buffer.byteLength(data) + 1 : data.byteLength;
  socket.io.on("open", () => {
    const { engine } = socket.io;
    engine.on("packet", ({ data }) => {
      if (data) traffic.down += sizeOf(data);
    });
    engine.on("packetCreate", ({ data }) => {
      if (data) traffic.up += sizeOf(data);
    });
  });
  return socket;
}

async function session(url: string, database: pg.Pool, count: number): Promise<Session> {
  const cookie = await memberCookie(database);
  const document = await makeText(database);
  const open = async () => {
    const socket = connect(url, cookie);
    const doc = new Y.Doc();
    const listeners: (() => void)[] = [];
    socket.on("document:update", ({ update }: { update: string }) => {
      Y.applyUpdate(doc, new Uint8Array(Buffer.from(update, "base64")), "server");
      for (const listener of listeners) listener();
    });
    const answer = await socket.emitWithAck("document:open", {
      ...{ document, schema: 1, client: null },
      vector: Y.encodeStateVector(doc),
    });
    if (!answer.ok) throw new Error(`The text could not be opened: ${answer.reason}`);
    doc.clientID = answer.client;
    Y.applyUpdate(doc, new Uint8Array(answer.update), "server");
    return { socket, doc, listeners };
  };
  const writer = await open();
  const readers = await Promise.all(Array.from({ length: count }, open));
  const fragment = writer.doc.getXmlFragment("default");
  let text: Y.XmlText | undefined;
  writer.doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin === "server") return;
    const at =
      text && base64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, text.length)));
    const caret = at ? { anchor: at, head: at } : null;
    writer.socket.emit(
      "document:update",
      { document, update: base64(update), caret },
      ({ ok, reason }: { ok: boolean; reason: string }) => {
        if (!ok) throw new Error(`An update was refused: ${reason}`);
      },
    );
  });
  return {
    writer: writer.doc,
    readers: readers.map(({ doc }) => doc),
    type() {
      if (text) {
        text.insert(text.length, "a");
        return;
      }
      const paragraph = new Y.XmlElement("paragraph");
      const words = new Y.XmlText("a");
      paragraph.insert(0, [words]);
      fragment.insert(0, [paragraph]);
      text = words;
    },
    onReceived(listener) {
      for (const [index, reader] of readers.entries()) reader.listeners.push(() => listener(index));
    },
    traffic: () => ({ ...traffic }),
    async close() {
      for (const { socket } of [writer, ...readers]) socket.disconnect();
    },
  };
}
