import type { IncomingMessage } from "node:http";
import type { Server } from "socket.io";

/** A browser that was offline sends some dozens at once; see `burst` in flood.ts. */
const maxPackets = 1_000;

/** The separator between packets of a payload (engine.io protocol, version 4). */
const separator = "\x1e";

/**
 * With polling, many packets come in one POST payload. Engine.io splits a payload before it knows the sender: 1.2 MB of
 * two-byte packets are 400,000 of them. A payload with more packets than our client sends is cut before its end, together
 * with its connection. Registered after every other middleware: engine.io attaches its own listener in the same run of
 * promise callbacks, before the request starts to flow; an earlier one would let it miss the payload.
 */
export function boundPayloads(io: Server): void {
  io.engine.use((request: IncomingMessage, _response: unknown, next: () => void) => {
    if (request.method === "POST") {
      let packets = 1;
      request.on("data", (chunk: Buffer | string) => {
        packets += countSeparators(typeof chunk === "string" ? chunk : chunk.toString("latin1"));
        if (packets > maxPackets) request.destroy();
      });
    }
    next();
  });
}

function countSeparators(chunk: string): number {
  let count = 0;
  for (let at = chunk.indexOf(separator); at >= 0; at = chunk.indexOf(separator, at + 1)) count += 1;
  return count;
}
