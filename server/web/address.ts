import type { IncomingMessage } from "node:http";
import express, { type Request } from "express";
import type { Config } from "../config";

/**
 * Where requests come from that do not pass through the site, such as those of live connections: express's own rule of
 * which proxies are believed.
 */
export function addressReader(
  trustProxy: Config["trustProxy"],
): (request: IncomingMessage) => string | undefined {
  const app = express();
  app.set("trust proxy", trustProxy);
  return ({ headers, socket }) => {
    const request: Request = Object.assign(Object.create(app.request), { headers, socket });
    return request.ip;
  };
}
