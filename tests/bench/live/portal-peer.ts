import pg from "pg";
import { io, type Socket } from "socket.io-client";
import * as Y from "yjs";
import { insertBlankText } from "../../support/blank-text";
import type { BenchPortal } from "../portal";
import { type Crowd, lettersIn, type Peer, paragraphs, type Session } from "./peer";

/** How to reach the portal, as people who may write. */
export interface Entrance {
  url: string;
  /** Of several sessions: one may not have a thousand connections. */
  cookies: string[];
  database: pg.Pool;
}

const sessionsEach = 3;

export async function entranceOf({ url, databaseUrl, signInWriters }: BenchPortal): Promise<Entrance> {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const cookies: string[] = [];
  for (let count = 0; count < sessionsEach; count++) {
    cookies.push(...(await signInWriters()).map(({ cookieHeader }) => cookieHeader));
  }
  return { url, database, cookies };
}

/** The portal as `npm start` runs it with the demonstration, one process, as a client written from docs/realtime.md speaks to it. */
export function portalPeer(portal: BenchPortal, entrance: Entrance): Peer {
  return {
    name: "the portal",
    async session(crowd) {
      return await session(entrance, await insertBlankText(entrance.database), crowd);
    },
    async openTexts(count, fill) {
      const opened: Opened[] = [];
      for (let index = 0; index < count; index++) {
        const text = await open(entrance, await insertBlankText(entrance.database));
        opened.push(text);
        text.doc.transact(() => fill(text.doc));
        await text.send(Y.encodeStateAsUpdate(text.doc));
      }
      return async () => closeAll(opened);
    },
    memory: portal.memory,
    cpu: portal.cpu,
    stop: portal.stop,
  };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** Bytes over all connections of this bench. */
export const traffic = { up: 0, down: 0 };

let connections = 0;

/** A connection whose frames are counted as they travel. */
export function connect({ url, cookies }: Entrance): Socket {
  connections += 1;
  const cookie = cookies[connections % cookies.length] ?? "";
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

/** Resolves when the connection stands. @throws with the reason when it is refused */
export async function connected(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
}

/** The letters in a frame of an update. */
const lettersOf = (data: string) =>
  lettersIn(
    data,
    () =>
      new Uint8Array(
        Buffer.from((JSON.parse(data.slice(1)) as [string, [number, number, string]])[1][2], "base64"),
      ),
  );

type Opened = Awaited<ReturnType<typeof open>>;

/** Opens a text and keeps it in step. */
export async function open(entrance: Entrance, document: string) {
  const socket = connect(entrance);
  const doc = new Y.Doc();
  let received: () => void = () => undefined;
  socket.on("u", ([, , update]: [number, number, string]) => {
    Y.applyUpdate(doc, new Uint8Array(Buffer.from(update, "base64")), "server");
    received();
  });
  await connected(socket);
  const since = performance.now();
  const answer = await socket.emitWithAck("document:open", {
    document,
    schema: 1,
    client: null,
    vector: Y.encodeStateVector(doc),
    short: true,
  });
  const answeredMs = performance.now() - since;
  if (!answer.ok) throw new Error(`The text could not be opened: ${answer.reason}`);
  doc.clientID = answer.client;
  Y.applyUpdate(doc, new Uint8Array(answer.update), "server");
  return {
    socket,
    doc,
    answeredMs,
    bytes: (answer.update as ArrayBuffer).byteLength,
    onReceived(listener: () => void) {
      received = listener;
    },
    /** From now on frames are noted and not taken in. */
    lean(listener: (letters: number) => void) {
      const { engine } = socket.io;
      engine.off("data");
      engine.on("packet", ({ data }) => {
        if (typeof data === "string" && data.startsWith(`2["u"`)) listener(lettersOf(data));
      });
    },
    post: (update: Uint8Array) => void socket.emit("u", [answer.number, base64(update)]),
    async send(update: Uint8Array, caret?: { anchor: string; head: string }) {
      const frame = [answer.number, base64(update)];
      const taken = await socket.emitWithAck("u", caret ? [...frame, caret] : frame);
      if (!taken.ok) throw new Error(`An update was refused: ${taken.reason}`);
    },
  };
}

function closeAll(opened: Opened[]): void {
  for (const { socket } of opened) socket.disconnect();
}

async function session(
  entrance: Entrance,
  document: string,
  { readers: count, writers: writing = 1, lean, carets }: Crowd,
): Promise<Session> {
  const writers = await Promise.all(Array.from({ length: writing }, () => open(entrance, document)));
  const readers = await Promise.all(Array.from({ length: count }, () => open(entrance, document)));
  const listeners: ((reader: number, letters: number) => void)[] = [];
  for (const [index, reader] of readers.entries()) {
    const received = (letters: number) => {
      for (const listener of listeners) listener(index, letters);
    };
    if (lean) reader.lean(received);
    else reader.onReceived(() => received(1));
  }
  if (lean) for (const writer of writers) writer.lean(() => undefined);
  const keyboards = writers.map((writer) => keyboard(writer, { carets, lean }));
  return {
    type: (writer = 0) => keyboards[writer]?.(),
    onReceived: (listener) => void listeners.push(listener),
    traffic: () => ({ ...traffic }),
    close: async () => closeAll([...writers, ...readers]),
  };
}

/** @returns types one letter at the end of the writer's own paragraph */
function keyboard({ doc, send, post }: Opened, { carets, lean }: Pick<Crowd, "carets" | "lean">): () => void {
  const text = new Y.XmlText();
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin === "server") return;
    // Lean, it does not hear the answer; a refused update shows as missing letters.
    if (lean) return post(update);
    if (!carets) return void send(update);
    const at = base64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, text.length)));
    void send(update, { anchor: at, head: at });
  });
  return () => {
    doc.transact(() => {
      if (!text.parent) {
        const paragraph = new Y.XmlElement("paragraph");
        paragraph.insert(0, [text]);
        doc.getXmlFragment(paragraphs).push([paragraph]);
      }
      text.insert(text.length, "a");
    });
  };
}
