import type { IncomingMessage, Server } from "node:http";

/** A browser that was offline sends some dozens at once; see `burst` in flood.ts. */
const maxPackets = 1_000;

/** Between the packets of a payload (engine.io protocol, version 4). */
const separator = "\x1e";

/**
 * Where WebSockets do not get through, packets come by POST, many in one payload. Engine.io takes a payload apart
 * before it knows who sends it: 1.2 MB of two-byte packets are 400,000 of them. A payload with more packets than a client
 * of ours sends is cut before its end, and the connection it belongs to with it.
 * @param path of the live connection. Listens before engine.io does, which reads in the same turn of the process.
 */
export function boundPayloads(server: Server, path: string): void {
  server.prependListener("request", (request: IncomingMessage) => {
    if (request.method !== "POST" || !request.url?.startsWith(`${path}/`)) return;
    let packets = 1;
    request.on("data", (chunk: Buffer | string) => {
      packets += countSeparators(chunk.toString("latin1"));
      if (packets > maxPackets) request.destroy();
    });
  });
}

function countSeparators(chunk: string): number {
  let count = 0;
  for (let at = chunk.indexOf(separator); at >= 0; at = chunk.indexOf(separator, at + 1)) count += 1;
  return count;
}
