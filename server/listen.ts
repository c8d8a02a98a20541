import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";

/** The portal cannot listen on its address; the message gives the reason. */
export class CannotListen extends Error {}

/** A server that accepts connections while the portal is still starting. */
export interface Listening {
  server: Server;
  port: number;
  /** From now on this handler answers; until then every request gets 503 with Retry-After. */
  answerWith(listener: RequestListener): void;
  /** Accepts no new connections, waits for requests in flight, cuts the remaining ones after `limitMs`. */
  stop(limitMs: number): Promise<void>;
}

/** Number of attempts with a port chosen by the system, which may be taken on the other loopback address. */
const picks = 10;

/**
 * Listens on the first free port from `port` on, trying at most `tries`; 0 lets the system choose one.
 * @param host an address of this machine; `localhost` is 127.0.0.1 and, where available, ::1 too, so that no other
 * program can answer under the same name.
 * @throws CannotListen
 */
export async function listen(host: string, port: number, tries = 1): Promise<Listening> {
  const candidates = Array.from({ length: port === 0 ? picks : tries }, (_, next) => port && port + next);
  for (const candidate of candidates.filter((each) => each <= 65_535)) {
    const listening = await tryPort(host, candidate);
    if (listening) return listening;
  }
  throw new CannotListen(
    `Port ${port} is in use by another program: stop it, or choose another port (PORT, or --port).`,
  );
}

/**
 * Keep-alive timeout. A proxy in front keeps its connections for a minute and must not find one closed at the moment it
 * reuses it; on a slow line a new connection costs a reader a second.
 */
const keepAliveTimeout = 65_000;

/** Undefined when the port is taken on one of the addresses. */
async function tryPort(host: string, port: number): Promise<Listening | undefined> {
  const server = createServer({ keepAliveTimeout });
  if (!(await opened(server, host === "localhost" ? "127.0.0.1" : host, port))) return undefined;
  const taken = (server.address() as AddressInfo).port;
  if (host !== "localhost") return new HttpListener(server, taken);
  const second = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    server.emit("connection", socket),
  );
  const open = await opened(second, "::1", taken).catch(() => "no IPv6");
  if (open) return new HttpListener(server, taken, open === true ? second : undefined);
  server.close();
  return undefined;
}

async function opened(server: net.Server, host: string, port: number): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(explained(error, host, port));
    });
    server.listen(port, host, () => resolve(true));
  });
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const sentences: Record<string, string> = {
    EACCES: `This user may not listen on port ${port}: choose one from 1024 on (PORT, or --port).`,
    EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine.`,
    ENOTFOUND: `HOST is ${host}, which is no address of this machine.`,
    EAI_AGAIN: `HOST is ${host}, which is no address of this machine.`,
  };
  const sentence = sentences[error.code ?? ""];
  return sentence ? new CannotListen(sentence, { cause: error }) : error;
}

class HttpListener implements Listening {
  #listener: RequestListener = answerStarting;
  #inFlight = new Set<ServerResponse>();
  #stopping = false;

  constructor(
    readonly server: Server,
    readonly port: number,
    readonly second?: net.Server,
  ) {
    server.on("request", (request, response) => {
      this.#track(response);
      this.#listener(request, response);
    });
  }

  answerWith(listener: RequestListener): void {
    this.#listener = listener;
  }

  async stop(limitMs: number): Promise<void> {
    this.#stopping = true;
    for (const response of this.#inFlight) closeAfter(response);
    const cut = setTimeout(() => this.server.closeAllConnections(), limitMs);
    await Promise.all([closed(this.server), this.second && closed(this.second)]);
    clearTimeout(cut);
  }

  #track(response: ServerResponse): void {
    this.#inFlight.add(response);
    if (this.#stopping) closeAfter(response);
    response.once("close", () => {
      this.#inFlight.delete(response);
      if (this.#stopping) setImmediate(() => this.server.closeIdleConnections());
    });
  }
}

/** Closes the connection after this response. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}

async function closed(server: net.Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ("closeIdleConnections" in server) (server as Server).closeIdleConnections();
  });
}

/** Browsers retry by themselves (Refresh); monitors and proxies understand the status. */
const answerStarting: RequestListener = (_request, response) => {
  response.writeHead(503, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "2",
    Refresh: "2",
  });
  response.end("Le portail démarre, encore un instant.\nThe portal is starting, one moment please.\n");
};
