import type { AppLoadContext } from "@remix-run/node";
import type { Response } from "express";

/**
 * Flow control for what is made while it is sent. Remix writes a streamed body without waiting for the connection; so the
 * source of the stream waits here. The result of `write` is what counts, not the socket's own state: compression has a
 * buffer of its own in between, and its `write` and `drain` stand for both.
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
    // Once and for all: compression hands the listener to its own stream, where it could not be removed again.
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
