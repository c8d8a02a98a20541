import { randomBytes } from "node:crypto";
import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { Server, type Socket } from "socket.io";
import type { Portal } from "../../app/portal.server";
import type { ClientEvent } from "../../app/realtime/client-events.server";
import type { Answer } from "../../app/realtime/events";
import type { LiveSession } from "../../app/realtime/live.server";
import { isOurs, ownOrigins } from "../web/origin";
import { ConnectionLimits } from "./connection-limits";
import { Connections } from "./connections";
import { SocketRateLimiter } from "./flood";
import { type DatabaseListener, listenToDatabase } from "./listener";
import { boundPayloads } from "./payload-bounds";
import { releaseReadBuffers } from "./read-buffers";
import { type RightsWatch, watchRights } from "./rights-watch";
import { UnsentBytes } from "./unsent-bytes";

export interface GatewayOptions {
  server: HttpServer;
  live: Portal["live"];
  publicUrl: string;
  /** Where to listen for what other processes say. */
  databaseUrl: string;
  logger: Logger;
  /** Where a request comes from, through the proxies that are believed. */
  addressOf: (request: IncomingMessage) => string | undefined;
  /** Opens the ids of this process's connections, so that a proxy knows where a polling one belongs. */
  processName?: string;
}

export interface Gateway {
  /** While developing, the rooms' code was replaced: everybody is cut, and comes back to the new rooms. */
  moveTo(live: Portal["live"]): void;
  stop(): Promise<void>;
}

/** Where live connections are made; part of the contract in docs/realtime.md. */
const path = "/live";
/** Above the largest payload of the contract and its wrapping. */
const largestMessage = 1200 * 1024;
/** So many messages that are not of the contract, and the connection is cut. */
const mostMalformed = 10;
/** A client says at once who it is. */
const connectTimeoutMs = 10_000;
/** Whoever was cut for flooding waits this long before the next connection. */
const coolingMs = 10_000;

/**
 * The live side of the portal: one authenticated connection per browser, the same session lookup as HTTP, the
 * Origin rule on every handshake, each event dispatched by table to the room that answers it.
 */
export function openGateway(options: GatewayOptions): Gateway {
  const { server, publicUrl, databaseUrl, logger } = options;
  const ours = ownOrigins(publicUrl);
  const connections = new Connections();
  const limits = new ConnectionLimits();
  const networkOf = (request: IncomingMessage) => live.networkOf(options.addressOf(request));
  const io = new Server(server, {
    path,
    serveClient: false,
    maxHttpBufferSize: largestMessage,
    perMessageDeflate: false,
    connectTimeout: connectTimeoutMs,
    allowRequest: (request, decide) =>
      decide(null, isOurs(request.headers, ours) && limits.mayConnectFrom(networkOf(request))),
  });
  const { processName } = options;
  if (processName) io.engine.generateId = () => `${processName}.${randomBytes(15).toString("base64url")}`;
  releaseReadBuffers(io);
  boundPayloads(server, path);
  const unsent = new UnsentBytes(io, (personId) =>
    logger.warn({ personId, reason: "unread" }, "a live connection was cut"),
  );
  const entrance = new Entrance(limits, unsent);
  io.engine.on("connection", (connection) => entrance.connected(connection, networkOf(connection.request)));
  let live = options.live;
  let stopPresence = enterRooms(live, io, connections);
  io.use((socket, next) => {
    void entrance.admit(socket, live).then(
      () => next(),
      (error: unknown) => next(refusalOf(error, live, logger)),
    );
  });
  io.on("connection", (socket) => {
    forgetRequest(socket);
    const session = connections.add(socket, socket.data.viewer);
    const { sessionEnded } = live;
    const cool = () => entrance.cool(session.viewer.sessionId);
    serve(socket, session, { live, logger, cool });
    socket.on("disconnect", () => {
      connections.remove(socket);
      sessionEnded(session);
    });
  });
  const rights = watchRights(
    connections,
    (sessions) => live.readRights(sessions),
    () => live.recheckRooms(),
    logger,
  );
  const listener = listen(databaseUrl, () => live, rights, logger);
  return {
    moveTo(next) {
      stopPresence();
      live = next;
      stopPresence = enterRooms(live, io, connections);
      io.disconnectSockets(true);
    },
    async stop() {
      stopPresence();
      rights.stop();
      await listener.stop();
      await io.close();
    },
  };
}

/** The rooms speak through these connections from now on. @returns stops telling who is present */
function enterRooms(live: Portal["live"], io: Server, connections: Connections): () => void {
  live.provideBroadcast((channel, event, payload, except) => {
    const silent = except && connections.socketOf(except);
    (silent ? silent.broadcast : io).to(channel).emit(event, payload);
  });
  return live.startPresence();
}

/** A connection that is not let in, and the reason that its client is told. */
class NotAdmitted extends Error {
  constructor(reason: "signed-out" | "too-fast" | "away" | "failed") {
    super(reason);
  }
}

/** Lets connections in: those of signed-in persons, and not too many of one. */
class Entrance {
  readonly #limits: ConnectionLimits;
  readonly #unsent: UnsentBytes;
  /** Until when a session that flooded gets no connection. */
  readonly #cooling = new Map<string, number>();
  readonly #admitted = new WeakMap<Socket["conn"], () => void>();
  readonly #asking = new WeakSet<Socket["conn"]>();

  constructor(limits: ConnectionLimits, unsent: UnsentBytes) {
    this.#limits = limits;
    this.#unsent = unsent;
  }

  connected(connection: Socket["conn"], network: string | null): void {
    const { admitted, closed } = this.#limits.connected(network);
    this.#admitted.set(connection, admitted);
    connection.once("close", closed);
  }

  /** Whoever holds this session waits before the next connection. */
  cool(sessionId: string): void {
    this.#cooling.set(sessionId, Date.now() + coolingMs);
  }

  /** @throws NotAdmitted */
  async admit(socket: Socket, live: Portal["live"]): Promise<void> {
    // Asked again before the answer, over the same connection: each would be a look-up, and a place.
    if (this.#asking.has(socket.conn)) throw new NotAdmitted("too-fast");
    this.#asking.add(socket.conn);
    try {
      await this.#lookUp(socket, live);
    } finally {
      this.#asking.delete(socket.conn);
    }
  }

  async #lookUp(socket: Socket, live: Portal["live"]): Promise<void> {
    const viewer = await live.viewerOfCookie((socket.request as IncomingMessage).headers.cookie ?? null);
    if (!viewer) throw new NotAdmitted("signed-out");
    if ((this.#cooling.get(viewer.sessionId) ?? 0) > Date.now()) throw new NotAdmitted("too-fast");
    this.#cooling.delete(viewer.sessionId);
    const giveBack = this.#limits.take(viewer);
    if (!giveBack) throw new NotAdmitted("too-fast");
    // Whichever comes first: a socket may also leave and its connection stay.
    socket.once("disconnect", giveBack);
    socket.conn.once("close", giveBack);
    if (socket.conn.readyState === "closed") giveBack();
    this.#admitted.get(socket.conn)?.();
    this.#unsent.belongsTo(socket.conn, viewer.personId);
    socket.data.viewer = viewer;
    socket.data.who = randomBytes(6).toString("base64url");
  }
}

/** Whatever went wrong becomes a reason: words of the database are not a client's to read. */
function refusalOf(error: unknown, live: Portal["live"], logger: Logger): NotAdmitted {
  if (error instanceof NotAdmitted) return error;
  const away = live.reasonOf(error) === "away";
  if (!away) logger.error({ err: error }, "a live connection could not be admitted");
  return new NotAdmitted(away ? "away" : "failed");
}

/** Of the request that made a connection only the cookie is still of use; the whole would be kept as long as it stands. */
function forgetRequest({ conn, handshake }: Socket): void {
  const headers = { cookie: conn.request.headers.cookie };
  conn.request = { headers } as IncomingMessage;
  handshake.headers = headers;
}

/** Answers what one connection sends, until it sends what no client of ours does. */
function serve(
  socket: Socket,
  session: LiveSession,
  { live, logger, cool }: { live: Portal["live"]; logger: Logger; cool: () => void },
): void {
  const gate = new SocketRateLimiter();
  let malformed = 0;
  const cut = (reason: string) => {
    logger.warn({ personId: session.viewer.personId, reason }, "a live connection was cut");
    socket.disconnect(true);
  };
  socket.use(([event, payload, acknowledge], next) => {
    const answer = (result: object) => typeof acknowledge === "function" && acknowledge(result);
    const passage = gate.pass();
    if (passage === "cut") {
      cool();
      return cut("flood");
    }
    if (passage === "refuse") return answer({ ok: false, reason: "too-fast" });
    const known = live.readPayload(event, payload);
    if (!known) {
      malformed += 1;
      answer({ ok: false, reason: "malformed" });
      return malformed >= mostMalformed ? cut("malformed") : undefined;
    }
    void handle(session, known.event, known.payload, live, logger).then(answer);
    next();
  });
}

/** One event to the room that answers it; whatever goes wrong there becomes a reason, never a fault here. */
async function handle(
  session: LiveSession,
  event: ClientEvent,
  payload: unknown,
  live: Portal["live"],
  logger: Logger,
): Promise<Answer<ClientEvent>> {
  try {
    return { ok: true, ...(await live.handle(session, event, payload)) } as Answer<ClientEvent>;
  } catch (error) {
    const reason = live.reasonOf(error);
    if (reason === "failed") logger.error({ err: error, event }, "a live event failed");
    return { ok: false, reason };
  }
}

function listen(
  url: string,
  live: () => Portal["live"],
  rights: RightsWatch,
  logger: Logger,
): DatabaseListener {
  const { busChannel, rightsChannel } = live();
  return listenToDatabase({
    url,
    logger,
    hearers: { [busChannel]: (said) => live().receive(said), [rightsChannel]: () => rights.look() },
    onBack() {
      rights.look();
      void live()
        .catchUpRooms()
        .catch((error: unknown) => {
          logger.warn({ err: error }, "rooms could not catch up; they do at the next change");
        });
    },
  });
}
