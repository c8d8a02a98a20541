import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Stands between a portal and its database, to take the database away from it. */
export interface Gate {
  /** The same connection, through the gate. */
  through(databaseUrl: string): string;
  /** How many connections it holds. */
  connections(): number;
  /** Cuts every connection and lets none in. */
  close(): void;
  /** Keeps every connection and lets nothing through: a server that hangs. */
  hang(): void;
  open(): void;
}

/** A gate before the server of this address; it goes with the test. */
export async function makeGate(databaseUrl: string): Promise<Gate> {
  const { hostname, port } = new URL(databaseUrl);
  const pairs = new Set<[Socket, Socket]>();
  let state: "open" | "closed" | "hanging" = "open";

  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const server = createServer((near) => {
    if (state === "closed") return near.destroy();
    const far = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on("data", (data) => state === "open" && to.write(data));
      from.on("error", () => undefined);
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    cut();
    server.close();
  });
  return {
    through(url) {
      const gated = new URL(url);
      gated.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      return gated.href;
    },
    connections: () => pairs.size,
    close() {
      state = "closed";
      cut();
    },
    hang() {
      state = "hanging";
    },
    open() {
      if (state === "hanging") cut(); // what was swallowed cannot be made good
      state = "open";
    },
  };
}
