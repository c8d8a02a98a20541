import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Listening } from "../listen";

/** An app process as the proxy sees it. */
export interface Backend {
  /** Prefix, up to a dot, of the ids of this process's live connections. */
  name: string;
  port: number;
}

/**
 * The proxy in front of several app processes on this machine, for trials and tests. Requests go to the processes in
 * turn (round robin, without affinity), so that state kept in one process becomes visible as a fault. The exception is
 * the polling transport of live connections, whose requests must all reach the process of the connection: its id (`sid`)
 * begins with the name of that process, so the proxy needs no table, cookie or address. A WebSocket is one connection
 * and needs no routing.
 */
export class AppProxy {
  /** A new connection per request: a kept one may close at the moment it is reused. */
  readonly #agent = new Agent();
  readonly #upgraded = new Set<Duplex>();
  #next = 0;

  /** @param backends the processes that answer at this moment */
  constructor(private readonly backends: () => readonly Backend[]) {}

  attach(listening: Listening): void {
    listening.answerWith((incoming, response) => this.#pass(incoming, response));
    listening.server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  /** Closes what `Listening.stop` does not cover. */
  stop(): void {
    for (const socket of this.#upgraded) socket.destroy();
    this.#agent.destroy();
  }

  #choose(incoming: IncomingMessage): Backend | undefined {
    const backends = this.backends();
    const sid = /[?&]sid=([\w-]+)\./.exec(incoming.url ?? "")?.[1];
    this.#next += 1;
    return backends.find(({ name }) => name === sid) ?? backends[this.#next % backends.length];
  }

  /** @param again whether to retry on another process when the first has just ended; never for writes */
  #pass(incoming: IncomingMessage, response: ServerResponse, again = true): void {
    const backend = this.#choose(incoming);
    if (!backend) {
      comeBack(incoming, response);
      return;
    }
    const { method, url } = incoming;
    const outgoing = request({
      host: "127.0.0.1",
      port: backend.port,
      agent: this.#agent,
      method,
      path: url,
      headers: withoutHop(headersFor(incoming)),
    });
    outgoing.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, withoutHop(answer.headers));
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    outgoing.on("error", () => {
      if (response.headersSent) response.destroy();
      else if (again && isWithoutBody(incoming)) this.#pass(incoming, response, false);
      else comeBack(incoming, response);
    });
    response.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  /** After the handshake, bytes are piped in both directions. */
  #upgrade(incoming: IncomingMessage, near: Duplex, head: Buffer): void {
    const backend = this.#choose(incoming);
    if (!backend) return void near.destroy();
    const far = connect({ host: "127.0.0.1", port: backend.port, noDelay: true });
    this.#upgraded.add(near);
    far.write(handshake(incoming));
    if (head.length > 0) far.write(head);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
      from.pipe(to);
    }
    near.on("close", () => this.#upgraded.delete(near));
  }
}

const isWithoutBody = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD";

type Headers = Record<string, string | string[] | undefined>;

/** Removes the hop-by-hop headers. */
function withoutHop({ connection: _, "keep-alive": __, ...headers }: Headers): Headers {
  return headers;
}

/** The original headers, with the client's address. */
function headersFor(incoming: IncomingMessage): Headers {
  const { "x-forwarded-for": before, ...headers } = incoming.headers;
  const address = incoming.socket.remoteAddress ?? "";
  return { ...headers, "x-forwarded-for": before ? `${before}, ${address}` : address };
}

function handshake(incoming: IncomingMessage): string {
  const lines = Object.entries(headersFor(incoming)).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => `${name}: ${value}`),
  );
  return [`${incoming.method} ${incoming.url} HTTP/1.1`, ...lines, "", ""].join("\r\n");
}

/** No process answers: reads are retried by browsers themselves; writes get an error, since they were not accepted. */
function comeBack(incoming: IncomingMessage, response: ServerResponse): void {
  incoming.resume();
  response.writeHead(503, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "2",
    ...(isWithoutBody(incoming) && { Refresh: "2" }),
  });
  response.end(
    "Le portail ne répond pas, encore un instant.\nThe portal does not answer, one moment please.\n",
  );
}
