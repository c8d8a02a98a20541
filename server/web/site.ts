import { setTimeout as delay } from "node:timers/promises";
import { constants } from "node:zlib";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import type { PortalBuild } from "../app-build";
import type { Config } from "../config";
import { fileHeaders, securityHeaders } from "./headers";
import { messageFiles } from "./message-files";
import { originRule, ownOrigins } from "./origin";
import { type PagesOptions, pages } from "./pages";
import { boundedAddress, boundedManifest } from "./request-bounds";
import { requestIdHeader, requestLog } from "./request-log";
import { drainUnreadBodies } from "./unread-bodies";

interface SiteOptions {
  /** The public URL. */
  publicUrl: string;
  trustProxy: Config["trustProxy"];
  logger: Logger;
  /** @throws when the database does not answer. */
  pingDatabase: () => Promise<void>;
  /** Runs one request in a context from which the rooms can read its network. */
  asRequest: PagesOptions["asRequest"];
  answered: PagesOptions["answered"];
  build: () => Promise<PortalBuild>;
  mode: "production" | "development";
  /** The built files, or Vite's middleware in development. */
  assets: RequestHandler;
}

/** Pages become a sixteenth smaller than at the default of 4, for less than half a millisecond. */
const brotliQuality = 6;

/** The HTTP pipeline of the portal, in the order in which a request passes through it. */
export function site(options: SiteOptions): Express {
  const { publicUrl, logger, mode } = options;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustProxy);
  // No handler reads `request.query`; Express would parse every URL for it.
  app.set("query parser", false);
  app.use(requestLog(logger), drainUnreadBodies);
  app.get("/healthz", health(options.pingDatabase));
  app.use(ownHost(ownOrigins(publicUrl)));
  const https = publicUrl.startsWith("https:");
  app.use(fileHeaders({ https }), options.assets, requestIdHeader, boundedAddress);
  app.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } } }));
  app.get("/messages/:file", messageFiles(options.build));
  app.use(...securityHeaders({ https, development: mode === "development" }));
  app.use(spokenMethod, readableAddress, originRule(ownOrigins(publicUrl)));
  app.use(boundedManifest(options.build), pages(options));
  app.use(lastResort(logger));
  return app;
}

/** A database that takes longer to answer counts as away. */
const healthLimitMs = 3_000;

/** For monitors: "ok" when the process runs and the database answers. */
function health(pingDatabase: () => Promise<void>): RequestHandler {
  return async (_request, response) => {
    const pinged = pingDatabase().then(
      () => true,
      () => false,
    );
    const database = await Promise.race([pinged, delay(healthLimitMs, false, { ref: false })]);
    response
      .status(database ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({ status: database ? "ok" : "database away", process: true, database });
  };
}

const spoken = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

/** Refuses TRACE and similar methods, for which the standard Request that Remix takes cannot be constructed. */
const spokenMethod: RequestHandler = (request, response, next) => {
  if (spoken.has(request.method)) return next();
  response.status(405).set("Allow", "GET, HEAD, POST").type("text/plain").send("No such method here.\n");
};

/** Refuses paths that are not valid UTF-8, which later handlers would decode differently. */
const readableAddress: RequestHandler = (request, response, next) => {
  try {
    decodeURIComponent(request.path);
    next();
  } catch {
    response.status(400).type("text/plain").send("This address cannot be read.\n");
  }
};

/** Refuses foreign host names, so that no page is served under a domain that others point at this server. */
function ownHost(origins: ReadonlySet<string>): RequestHandler {
  const hosts = new Set([...origins].map((origin) => new URL(origin).host));
  return (request, response, next) => {
    const host = request.app.get("trust proxy fn")(request.socket.remoteAddress, 0)
      ? (request.get("X-Forwarded-Host") ?? request.get("Host"))
      : request.get("Host");
    if (host && hosts.has(host.toLowerCase())) return next();
    const [known] = origins;
    response.status(421).type("text/plain").send(`This portal is reached at ${known} (see PUBLIC_URL).\n`);
  };
}

/** Handles errors outside all pages: malformed requests, and errors outside every route. */
function lastResort(logger: Logger): ErrorRequestHandler {
  return (error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status && error.status < 500 ? error.status : 500;
    if (status === 500)
      logger.error({ err: error, requestId: request.id }, "a request failed outside every page");
    response
      .status(status)
      .type("text/plain")
      .send(status === 500 ? "Internal error\n" : "Bad request\n");
  };
}
