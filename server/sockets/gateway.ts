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
import { cutConnection } from "./cut-connection";
import { PacketLimiter, SocketRateLimiter } from "./flood";
import { type DatabaseListener, listenToDatabase } from "./listener";
import { boundPayloads } from "./payload-bounds";
import { releaseReadBuffers } from "./read-buffers";
import { type RightsWatch, watchRights } from "./rights-watch";
import { UnsentBytes } from "./unsent-bytes";

export interface GatewayOptions {
  server: HttpServer;
  live: Portal["live"];
  publicUrl: string;
  /** The database connection used to LISTEN for other processes. */
  databaseUrl: string;
  logger: Logger;
  /** The client address of a request, through the trusted proxies. */
  addressOf: (request: IncomingMessage) => string | undefined;
  /** Prefix of this process's connection ids, by which a proxy routes polling requests. */
  processName?: string;
}

export interface Gateway {
  /** Development only, after the rooms' code was replaced: cuts all connections, which reconnect to the new rooms. */
  moveTo(live: Portal["live"]): void;
  stop(): Promise<void>;
}

/** The path of live connections; part of the contract in docs/realtime.md. */
const path = "/live";
/** Above the largest payload of the contract with its wrapping. */
const maxMessageBytes = 1200 * 1024;
/** Number of malformed messages after which the connection is cut. */
const maxMalformed = 10;
/** Maximum time until a client authenticates. */
const connectTimeoutMs = 10_000;
/** Minimum wait of a session whose connection was cut for flooding. */
const coolingMs = 10_000;

/**
 * The socket gateway: one authenticated connection per browser tab, the same session lookup as HTTP, the Origin rule on
 * every handshake, and dispatch of each event by table to the room that handles it.
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
    maxHttpBufferSize: maxMessageBytes,
    perMessageDeflate: false,
    connectTimeout: connectTimeoutMs,
    allowRequest: (request, decide) =>
      decide(null, isOurs(request.headers, ours) && limits.mayConnectFrom(networkOf(request))),
  });
  const { processName } = options;
  if (processName) io.engine.generateId = () => `${processName}.${randomBytes(15).toString("base64url")}`;
  releaseReadBuffers(io);
  const unsent = new UnsentBytes(io, (personId) =>
    logger.warn({ personId, reason: "unread" }, "a live connection was cut"),
  );
  const entrance = new Entrance(limits, unsent);
  io.engine.on("connection", (connection) => entrance.connected(connection, networkOf(connection.request)));
  boundPayloads(io);
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
    live.sessionBegan(session);
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

/** Connects the rooms' broadcasts to these connections. @returns a function that stops emitting presence. */
function enterRooms(live: Portal["live"], io: Server, connections: Connections): () => void {
  const idsOf = (sessions: readonly LiveSession[]) =>
    sessions.flatMap((session) => connections.socketOf(session)?.id ?? []);
  live.provideBroadcast((channel, event, payload, except) => {
    const rooms = typeof channel === "string" ? [channel] : idsOf(channel);
    // Without a room, socket.io would send to every connection.
    if (rooms.length === 0) return;
    io.to(rooms)
      .except(idsOf([except ?? []].flat()))
      .emit(event, payload);
  });
  return live.startPresence();
}

/** A refused connection, with the reason that the client receives. */
class NotAdmitted extends Error {
  constructor(reason: "signed-out" | "too-fast" | "away" | "failed") {
    super(reason);
  }
}

/** Admission: accepts connections of signed-in persons, within the connection limits. */
class Entrance {
  readonly #limits: ConnectionLimits;
  readonly #unsent: UnsentBytes;
  /** Per session that flooded: the time until which its connections are refused. */
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
    const limiter = new PacketLimiter();
    connection.on("packet", ({ data }: { data?: string | Buffer }) => {
      if (!limiter.pass(data?.length ?? 0)) cutConnection(connection);
    });
    connection.once("close", closed);
  }

  /** Makes this session wait before its next connection. */
  cool(sessionId: string): void {
    this.#cooling.set(sessionId, Date.now() + coolingMs);
  }

  /** @throws NotAdmitted */
  async admit(socket: Socket, live: Portal["live"]): Promise<void> {
    // Repeated connect packets on one connection while the first is pending: each would cost a lookup and a slot.
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
    // Whichever event comes first: a socket may disconnect while its transport stays open.
    socket.once("disconnect", giveBack);
    socket.conn.once("close", giveBack);
    if (socket.conn.readyState === "closed") giveBack();
    this.#admitted.get(socket.conn)?.();
    this.#unsent.belongsTo(socket.conn, viewer.personId);
    socket.data.viewer = viewer;
    socket.data.who = randomBytes(6).toString("base64url");
  }
}

/** Maps every error to a reason: messages of the database are not sent to clients. */
function refusalOf(error: unknown, live: Portal["live"], logger: Logger): NotAdmitted {
  if (error instanceof NotAdmitted) return error;
  const away = live.reasonOf(error) === "away";
  if (!away) logger.error({ err: error }, "a live connection could not be admitted");
  return new NotAdmitted(away ? "away" : "failed");
}

/** Of the handshake request only the cookie is needed later; the whole would stay in memory as long as the connection. */
function forgetRequest({ conn, handshake }: Socket): void {
  const headers = { cookie: conn.request.headers.cookie };
  conn.request = { headers } as IncomingMessage;
  handshake.headers = headers;
}

/** Answers the messages of one connection, and cuts it when they violate the contract. */
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
      return malformed >= maxMalformed ? cut("malformed") : undefined;
    }
    void handle(session, known.event, known.payload, live, logger).then(answer);
    next();
  });
}

/** Dispatches one event to its room; errors become a refusal reason and never reach the process. */
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
