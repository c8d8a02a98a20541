import type { AppLoadContext } from "@remix-run/node";
import type { Response } from "express";

/**
 * Flow control for streamed bodies. Remix writes a stream without waiting for the connection, so the source of the
 * stream waits here. The result of `write` decides, not the state of the socket: the compression in between has its own
 * buffer, and its `write` and `drain` cover both.
 */
export function sendingTo(response: Response): AppLoadContext["sending"] {
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  let full = false;
  let wake: () => void = () => undefined;
  let listening = false;
  response.write = (...given: unknown[]) => {
    full = !write(...given);
    return !full;
  };
  function listen(): void {
    if (listening) return;
    listening = true;
    // One permanent listener: compression attaches it to its own stream, from which it could not be removed.
    response.on("drain", () => {
      full = false;
      wake();
    });
    response.on("close", () => wake());
  }
  return {
    async drained() {
      listen();
      if (full && !response.closed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return !response.closed;
    },
    breakOff: () => void response.destroy(),
  };
}
