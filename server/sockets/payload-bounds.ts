import type { IncomingMessage, Server } from "node:http";

/** A browser that was offline sends some dozens at once; see `burst` in flood.ts. */
const maxPackets = 1_000;

/** The separator between packets of a payload (engine.io protocol, version 4). */
const separator = "\x1e";

/**
 * With polling, many packets come in one POST payload. Engine.io splits a payload before it knows the sender: 1.2 MB of
 * two-byte packets are 400,000 of them. A payload with more packets than our client sends is cut before its end, together
 * with its connection.
 * @param path of the live connection. The listener runs before engine.io's, which reads in the same event-loop turn.
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
