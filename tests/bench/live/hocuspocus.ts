import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import * as Y from "yjs";
import type { Peer, Session } from "./peer";

/** Counts what goes over each connection. */
class CountingSocket extends WebSocket {
  static counts = { up: 0, down: 0 };

  constructor(url: string | URL) {
    super(url);
    this.on("message", (data: Buffer) => {
      CountingSocket.counts.down += data.length;
    });
  }

  override send(data: never, ...rest: never[]): void {
    CountingSocket.counts.up += (data as Uint8Array).length ?? 0;
    super.send(data, ...rest);
  }
}

/** Hocuspocus, as its own provider speaks to it. */
export async function hocuspocus(): Promise<Peer> {
  const child = fork(new URL("./hocuspocus-server.ts", import.meta.url), {
    execArgv: ["--import", "tsx", "--expose-gc"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  const url = `ws://127.0.0.1:${/listening (\d+)/.exec(line.toString())?.[1]}`;
  let texts = 0;
  return {
    name: "Hocuspocus",
    session: (readers) => session(url, `text-${++texts}`, readers),
    memory: () => memoryOf(child),
    async stop() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send("memory");
  const [usage] = (await once(child, "message")) as [NodeJS.MemoryUsage];
  return usage.heapUsed + usage.external;
}

async function session(url: string, name: string, count: number): Promise<Session> {
  const open = async () => {
    const websocketProvider = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: CountingSocket });
    const provider = new HocuspocusProvider({ websocketProvider, name, document: new Y.Doc() });
    provider.attach();
    await new Promise<void>((resolve) => provider.on("synced", () => resolve()));
    return { provider, websocketProvider };
  };
  const writer = await open();
  const readers = await Promise.all(Array.from({ length: count }, open));
  const text = writer.provider.document.getText("t");
  return {
    writer: writer.provider.document,
    readers: readers.map(({ provider }) => provider.document),
    type() {
      text.insert(text.length, "a");
      const position = Y.createRelativePositionFromTypeIndex(text, text.length);
      writer.provider.setAwarenessField("user", { name: "Point focal", color: "#2b3a78" });
      writer.provider.setAwarenessField("cursor", { anchor: position, head: position });
    },
    onReceived(listener) {
      for (const [index, { provider }] of readers.entries()) {
        provider.document.on("update", () => listener(index));
      }
    },
    traffic: () => ({ ...CountingSocket.counts }),
    async close() {
      for (const { provider, websocketProvider } of [writer, ...readers]) {
        provider.destroy();
        websocketProvider.destroy();
      }
    },
  };
}
