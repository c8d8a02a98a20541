import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Listening } from "../listen";

/** An app process as the proxy sees it. */
export interface Backend {
  /** Opens the ids of live connections that this process holds, up to a dot. */
  name: string;
  port: number;
}

/**
 * The small proxy before several app processes on this machine: for trying, and for tests. Any process answers any
 * request, so they go to each in turn; nobody's requests belong to one, and a process that keeps something to itself
 * shows. The one exception is the polling transport of live connections, whose requests must all reach the process
 * that holds the connection. Their ids (`sid`) begin with the name of that process, so nothing has to be remembered
 * here, and a cookie, or the sender's address, has nothing to do with it. WebSockets are one connection, and stay.
 */
export class AppProxy {
  /** A connection for each request: one that was kept may end in the very moment in which it is used again. */
  readonly #agent = new Agent();
  readonly #upgraded = new Set<Duplex>();
  #next = 0;

  /** @param backends those that answer at this moment */
  constructor(private readonly backends: () => readonly Backend[]) {}

  attach(listening: Listening): void {
    listening.answerWith((incoming, response) => this.#pass(incoming, response));
    listening.server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  /** Ends what `Listening.stop` does not know of. */
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

  /** @param again a question may be put to another process when the first has just gone; what writes may not */
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

  /** From the handshake on, bytes are passed as they come. */
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

/** Without what concerns one connection only. */
function withoutHop({ connection: _, "keep-alive": __, ...headers }: Headers): Headers {
  return headers;
}

/** The headers as they came, and who asked. */
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

/** No process answers: browsers ask again by themselves. What somebody sent was not taken, and they are told. */
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
