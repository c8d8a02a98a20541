import { join } from "node:path";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import WebSocket from "ws";
import * as Y from "yjs";
import { Child } from "../child";
import { type Crowd, lettersIn, type Peer, paragraphs, type Session } from "./peer";

/** Counts what goes over all connections; a lean one is heard here and not by its provider. */
class CountingSocket extends WebSocket {
  static counts = { up: 0, down: 0 };
  heard: ((frame: Buffer) => void) | undefined;

  override emit(event: string | symbol, ...rest: unknown[]): boolean {
    if (event !== "message") return super.emit(event, ...rest);
    const frame = Buffer.from(rest[0] as ArrayBuffer);
    CountingSocket.counts.down += frame.length;
    if (!this.heard) return super.emit(event, ...rest);
    this.heard(frame);
    return true;
  }

  override send(data: never, ...rest: never[]): void {
    CountingSocket.counts.up += (data as Uint8Array).length ?? 0;
    super.send(data, ...rest);
  }
}

/**
 * Hocuspocus, as its own provider speaks to it, with the provider's defaults. A person's name is set once, as in its
 * documentation, and the caret where carets are measured.
 */
export async function hocuspocus(): Promise<Peer> {
  const child = new Child(join(import.meta.dirname, "hocuspocus-server.ts"));
  const [, url = ""] = await child.printed(/answers at (\S+)/);
  let texts = 0;
  return {
    name: "Hocuspocus",
    session: (crowd) => session(url, `text-${++texts}`, crowd),
    async openTexts(count, fill) {
      const opened: Opened[] = [];
      for (let index = 0; index < count; index++) {
        const { provider, websocketProvider } = await open(url, `text-${++texts}`);
        opened.push({ provider, websocketProvider });
        provider.document.transact(() => fill(provider.document));
        await taken(provider);
      }
      return async () => closeAll(opened);
    },
    memory: () => child.memory(),
    cpu: () => child.cpu(),
    stop: () => child.stop("SIGKILL"),
  };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function open(url: string, name: string) {
  const websocketProvider = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: CountingSocket });
  const provider = new HocuspocusProvider({ websocketProvider, name, document: new Y.Doc() });
  const ready = new Promise<void>((resolve) => provider.on("synced", () => resolve()));
  provider.attach();
  await ready;
  return { provider, websocketProvider };
}

function closeAll(opened: Opened[]): void {
  for (const { provider, websocketProvider } of opened) {
    provider.destroy();
    websocketProvider.destroy();
  }
}

/** Waits until the server has said that it has everything. */
async function taken(provider: HocuspocusProvider): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => (provider.hasUnsyncedChanges ? setTimeout(look, 5) : resolve());
    look();
  });
}

/** The letters in a frame: the text's name, 0 for what belongs to the text, 2 for an update, and the update. */
function lettersOf(frame: Buffer): number {
  return lettersIn(frame.toString("latin1"), () => {
    const decoder = createDecoder(frame);
    readVarString(decoder);
    const isUpdate = readVarUint(decoder) === 0 && readVarUint(decoder) === 2;
    return isUpdate ? readVarUint8Array(decoder) : new Uint8Array([0, 0]);
  });
}

async function session(
  url: string,
  name: string,
  { readers: count, writers: writing = 1, lean, carets }: Crowd,
): Promise<Session> {
  const writers = await Promise.all(Array.from({ length: writing }, () => open(url, name)));
  const readers = await Promise.all(Array.from({ length: count }, () => open(url, name)));
  const listeners: ((reader: number, letters: number) => void)[] = [];
  const received = (reader: number, letters: number) => {
    for (const listener of listeners) listener(reader, letters);
  };
  for (const { provider, websocketProvider } of writers) {
    if (carets) provider.setAwarenessField("user", { name: "Point focal", color: "#2b3a78" });
    if (lean) (websocketProvider.webSocket as unknown as CountingSocket).heard = () => undefined;
  }
  for (const [index, { provider, websocketProvider }] of readers.entries()) {
    const socket = websocketProvider.webSocket as unknown as CountingSocket;
    if (lean) socket.heard = (frame) => received(index, lettersOf(frame));
    else provider.document.on("update", () => received(index, 1));
  }
  return {
    type(writer = 0) {
      const { provider } = writers[writer] as Opened;
      const text = provider.document.getText(paragraphs);
      text.insert(text.length, "a");
      if (!carets) return;
      const position = Y.createRelativePositionFromTypeIndex(text, text.length);
      provider.setAwarenessField("cursor", { anchor: position, head: position });
    },
    onReceived: (listener) => void listeners.push(listener),
    traffic: () => ({ ...CountingSocket.counts }),
    close: async () => closeAll([...writers, ...readers]),
  };
}
