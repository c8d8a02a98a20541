import type { RequestHandler } from "express";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The Origin rule, before everything that writes: ours is accepted, `null` and foreign are refused, a missing one
 * is accepted only when the browser says that the request comes from our own pages.
 */
export function originRule(ours: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    if (harmless.has(request.method)) return next();
    if (isOurs(request.headers, ours)) {
      // Remix would ask again, and knows only the name it was reached by: a second one of ours is a fault to it.
      delete request.headers.origin;
      return next();
    }
    response.status(403).type("text/plain").send("This request does not come from a page of this portal.\n");
  };
}

/** The same rule for what is not an Express request: the handshake of a socket. */
export function isOurs(
  headers: { origin?: string; "sec-fetch-site"?: string | string[] },
  ours: ReadonlySet<string>,
): boolean {
  const { origin } = headers;
  return origin === undefined ? headers["sec-fetch-site"] === "same-origin" : ours.has(origin);
}

/** The origins under which the portal's own pages are served; on loopback, by name and by number. */
export function ownOrigins(publicUrl: string): ReadonlySet<string> {
  const url = new URL(publicUrl);
  const names = ["localhost", "127.0.0.1"];
  if (!names.includes(url.hostname)) return new Set([url.origin]);
  return new Set(names.map((name) => new URL(`${url.protocol}//${name}:${url.port}`).origin));
}
