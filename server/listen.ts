import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The port is taken by another program. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use by another program: stop it, or choose another port (PORT, or --port).`);
  }
}

/** A listening server, before it knows what to answer. */
export interface Listening {
  server: Server;
  port: number;
  /** Waits for requests in flight, cuts what is left after `limitMs`. */
  stop(limitMs: number): Promise<void>;
}

/**
 * Listens on the first free port from `port` on, trying `tries` of them.
 * @throws PortTaken
 */
export async function listen(host: string, port: number, tries = 1): Promise<Listening> {
  for (let tried = 0; tried < tries; tried++) {
    const server = createServer();
    if (await listening(server, host, port === 0 ? 0 : port + tried)) {
      return {
        server,
        port: (server.address() as AddressInfo).port,
        stop: (limitMs) => stop(server, limitMs),
      };
    }
  }
  throw new PortTaken(port);
}

/** From now on requests are answered; until then they wait. */
export function answer({ server }: Listening, listener: RequestListener): void {
  server.on("request", listener);
}

async function listening(server: Server, host: string, port: number): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => resolve(true));
  });
}

async function stop(server: Server, limitMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
