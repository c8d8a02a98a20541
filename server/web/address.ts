import type { IncomingMessage } from "node:http";
import express, { type Request } from "express";
import type { Config } from "../config";

/**
 * The client address of requests that bypass the site, such as socket handshakes, by express's own rule of trusted proxies.
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
