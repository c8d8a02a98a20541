import type { RequestHandler } from "express";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Mail programs unsubscribe by a POST without cookies and without an origin (RFC 8058): the signed token in the address is
 * the right, so that no page of another site gains anything by sending it.
 */
const withoutOrigin = /^\/courriels\/desabonnement\/[\w-]+$/;

/**
 * The Origin rule for all writes: our own origin is accepted, `null` and foreign ones are refused; a missing one is
 * accepted only with `Sec-Fetch-Site: same-origin`, or where the address itself is the right.
 */
export function originRule(ours: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    if (harmless.has(request.method)) return next();
    if (isOurs(request.headers, ours) || withoutOrigin.test(request.path)) {
      // Remix checks the origin again, and only against the request's host: it would refuse a second origin of ours.
      delete request.headers.origin;
      return next();
    }
    response.status(403).type("text/plain").send("This request does not come from a page of this portal.\n");
  };
}

/** The same rule for requests outside Express: socket handshakes. */
export function isOurs(
  headers: { origin?: string; "sec-fetch-site"?: string | string[] },
  ours: ReadonlySet<string>,
): boolean {
  const { origin } = headers;
  return origin === undefined ? headers["sec-fetch-site"] === "same-origin" : ours.has(origin);
}

/** The origins of the portal's own pages; on loopback, by name and by number. */
export function ownOrigins(publicUrl: string): ReadonlySet<string> {
  const url = new URL(publicUrl);
  const names = ["localhost", "127.0.0.1"];
  if (!names.includes(url.hostname)) return new Set([url.origin]);
  return new Set(names.map((name) => new URL(`${url.protocol}//${name}:${url.port}`).origin));
}
