import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

/**
 * What an address may ask for. Everything behind it (the query, the route, what Remix makes of its own parameters) costs
 * time that grows with its length, and strangers may send it. Forms have their bounds in app/http, messages of the live
 * connection in server/sockets. Headers are bounded by Node (16 kB).
 */
const bounds = {
  /** Above the longest that our pages make: the words of a search and the cursor of a list, percent-encoded. */
  addressLength: 8_000,
  /** Facets of the directory, each chosen value a parameter. */
  parameters: 200,
  /** Segments of a path; the longest route has nine. A page looks up the routes of each path above its own. */
  segments: 12,
  /** Distinct routes, with those around them, that one page asks about. */
  manifestPaths: 100,
};

/** To the standard URL, by which Remix reads addresses, a backslash is a slash. */
const separator = /[/\\]/;

/** Refuses addresses that no page of ours makes. */
export const boundedAddress: RequestHandler = (request, response, next) => {
  const { originalUrl } = request;
  if (originalUrl.length > bounds.addressLength) {
    response.status(414).type("text/plain").send("This address is too long.\n");
    return;
  }
  const query = queryOf(originalUrl);
  const isLong =
    query.split("&").length > bounds.parameters || request.path.split(separator).length > bounds.segments + 1;
  // `_data` is how pages asked before single fetch: ours never do, and each such request would be logged as a fault.
  if (isLong || new URLSearchParams(query).has("_data")) {
    response.status(400).type("text/plain").send("This address cannot be read.\n");
    return;
  }
  next();
};

/**
 * Browsers ask `/__manifest` which routes the links of a page lead to. Remix matches each path, and each path above it,
 * against all routes: half a millisecond each, and a path of 3,000 segments is 3,000 paths. Only what tells routes apart
 * is handed on: segments that are no word of any route are all alike, and equal paths are asked about once.
 */
export function boundedManifest(build: () => Promise<ServerBuild>): RequestHandler {
  return async (request, response, next) => {
    if (request.path !== "/__manifest") return next();
    try {
      const words = wordsOf(await build());
      const params = new URLSearchParams(queryOf(request.originalUrl));
      const paths = new Set(params.getAll("p").map((path) => shapeOf(path, words)));
      if (countWithParents(paths) > bounds.manifestPaths) {
        response.status(400).type("text/plain").send("So many routes are not asked about at once.\n");
        return;
      }
      params.delete("p");
      for (const path of paths) params.append("p", path);
      request.originalUrl = `/__manifest?${params}`;
      next();
    } catch (error) {
      next(error);
    }
  };
}

const queryOf = (address: string): string => {
  const start = address.indexOf("?");
  return start < 0 ? "" : address.slice(start + 1);
};

const knownWords = new WeakMap<ServerBuild, Set<string>>();

/** Every fixed segment of a route. */
function wordsOf(build: ServerBuild): Set<string> {
  const known = knownWords.get(build);
  if (known) return known;
  const segments = Object.values(build.routes).flatMap(
    (route) => route?.path?.toLowerCase().split("/") ?? [],
  );
  const words = new Set(segments.filter((segment) => segment !== "" && !/^[:*]/.test(segment)));
  knownWords.set(build, words);
  return words;
}

/** A segment that is no word of any route. */
const anySegment = "-";

/** A path that leads to the same routes, the same for all that lead there. */
function shapeOf(path: string, words: Set<string>): string {
  const segments = path.split("/", bounds.segments + 1).filter((segment) => segment !== "");
  const known = segments.map((segment) => segment.toLowerCase());
  return `/${known.map((segment) => (words.has(segment) ? segment : anySegment)).join("/")}`;
}

function countWithParents(paths: Iterable<string>): number {
  const all = new Set<string>();
  for (const path of paths) {
    const segments = path.split("/").slice(1);
    for (const [index] of segments.entries()) all.add(segments.slice(0, index + 1).join("/"));
  }
  return all.size;
}
