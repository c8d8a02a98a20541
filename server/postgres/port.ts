import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { CannotStartDatabase } from "./errors";

/**
 * A free port of 127.0.0.1. It is below the ephemeral range (32768 and up on Linux): while PostgreSQL restarts, no
 * client socket may take the port of the URLs.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new CannotStartDatabase("port-taken", "No free port was found for the database on 127.0.0.1.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
