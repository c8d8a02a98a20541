import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

/**
 * Bounds of a URL. Everything that handles it (query parsing, route matching, Remix's own parameters) takes time that
 * grows with its length, before authentication. Forms have their bounds in app/http, live messages in server/sockets;
 * Node bounds headers (16 kB).
 */
const bounds = {
  /** Above the longest URL of our pages: a search and the cursor of a list, percent-encoded. */
  addressLength: 8_000,
  /** Query parameters: each selected facet value of the directory is one. */
  parameters: 200,
  /** Segments of a path; the longest route has nine. A page matches the routes of each parent path too. */
  segments: 12,
  /** Distinct routes, with their parents, in one manifest request. */
  manifestPaths: 100,
};

/** The URL standard, by which Remix parses, treats a backslash as a slash. */
const separator = /[/\\]/;
/**
 * A segment of dots, which the URL standard resolves after the checks here: `/./__manifest` would be the manifest for Remix
 * alone. Browsers resolve them before they send; so nothing of ours has one.
 */
const dots = /(?:^|[/\\])(?:\.|%2e){1,2}(?=$|[/\\])/i;

/** Refuses URLs that no page of ours produces. */
export const boundedAddress: RequestHandler = (request, response, next) => {
  const { originalUrl } = request;
  if (originalUrl.length > bounds.addressLength) {
    response.status(414).type("text/plain").send("This address is too long.\n");
    return;
  }
  const query = queryOf(originalUrl);
  const isLong =
    query.split("&").length > bounds.parameters || request.path.split(separator).length > bounds.segments + 1;
  const [path = ""] = originalUrl.split("?", 1);
  // `_data` belongs to Remix before single fetch: our pages never send it, and each such request would log an error.
  if (isLong || path.includes("\\") || dots.test(path) || new URLSearchParams(query).has("_data")) {
    response.status(400).type("text/plain").send("This address cannot be read.\n");
    return;
  }
  next();
};

/**
 * Browsers ask `/__manifest` which routes the links of a page match. Remix matches each path and each of its parents
 * against all routes: half a millisecond each, and a path of 3,000 segments has 3,000 of them. So paths are normalised
 * first: segments that occur in no route are replaced by one placeholder, and equal paths are asked about once.
 */
export function boundedManifest(build: () => Promise<ServerBuild>): RequestHandler {
  return async (request, response, next) => {
    if (new URL(request.originalUrl, "http://portal").pathname !== "/__manifest") return next();
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

/** Every static segment of a route. */
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

/** A placeholder for segments that occur in no route. */
const anySegment = "-";

/** The normalised path, equal for all paths that match the same routes. */
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
