import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/router";
import type { RequestHandler, Response } from "express";
import { sendingTo } from "./sending";

interface Handle {
  messages?: string[];
}

type Mode = "production" | "development";

export interface PagesOptions {
  build: () => Promise<ServerBuild>;
  mode: Mode;
  asRequest: (
    address: string | undefined,
    work: () => Promise<void>,
    agent: string | undefined,
  ) => Promise<void>;
  /** Told of every answer: a refused write is recorded. */
  answered: (context: AppLoadContext, request: AnsweredRequest) => Promise<void>;
}

interface AnsweredRequest {
  method: string;
  /** The pattern of its address. */
  route: string;
  status: number;
  address: string | undefined;
}

/** The pages: hands a request to Remix with what loaders need besides it. */
export function pages({ build, mode, asRequest, answered }: PagesOptions): RequestHandler {
  return async (request, response, next) => {
    try {
      const near = partFor(await build(), request.path);
      const matched = matchedRoutes(near, request.path);
      const current = request.path === everyRoute ? near : branchOf(near, matched);
      response.locals.route = matched.at(-1)?.path ?? "/";
      response.locals.context = {
        nonce: response.locals.nonce,
        requestId: String(request.id),
        messageGroups: groupsOf(
          current,
          matched.map(({ id }) => id),
        ),
        navigates: request.path.endsWith(".data"),
        alsoAnswer: (name, value) => void (response.headersSent || response.append(name, value)),
        sending: sendingTo(response),
      } satisfies AppLoadContext;
      response.setHeader("Cache-Control", "no-store");
      response.once("finish", () => {
        const { method, ip: address } = request;
        const { route, context } = response.locals;
        void answered(context, { method, route, status: response.statusCode, address });
      });
      const answer = () => handlerOf(current, mode)(request, response, next);
      await asRequest(request.ip, answer, request.get("User-Agent"));
    } catch (error) {
      next(error);
    }
  };
}

/** Where pages ask about the routes themselves, which is about all of them. */
const everyRoute = "/__manifest";

interface Parts {
  /** The first words that routes have. */
  words: Set<string>;
  /** By the first word and the number of words. */
  made: Map<string, ServerBuild>;
}

const branches = new WeakMap<ServerBuild, Map<string, ServerBuild>>();

/**
 * The build with only the routes that answer this address, and the home page, which each page has to know: a browser takes
 * the root for all there is to it, and asks no further. The whole, where no route answers and Remix has to say so.
 */
function branchOf(build: ServerBuild, matched: readonly Matched[]): ServerBuild {
  const leaf = matched.at(-1);
  if (!leaf) return build;
  const made = branches.get(build) ?? new Map<string, ServerBuild>();
  branches.set(build, made);
  const branch = made.get(leaf.id) ?? onlyThose(build, [...matched, ...matchedRoutes(build, "/")]);
  made.set(leaf.id, branch);
  return branch;
}

function onlyThose(build: ServerBuild, matched: readonly Matched[]): ServerBuild {
  const ids = new Set(matched.map(({ id }) => id));
  return withRoutes(build, (id) => ids.has(id));
}

const parts = new WeakMap<ServerBuild, Parts>();

/**
 * The build with only those routes that may answer this address: the ones that begin with its first word and have as many
 * as it, and those that stand around or for every address. A router ranks all routes it is given anew each time, and
 * Remix asks it six times for a page (see branchOf): of more than a hundred routes that was a tenth of a page.
 */
function partFor(build: ServerBuild, path: string): ServerBuild {
  if (path === everyRoute) return build;
  const { words, made } = partsOf(build);
  const [asked = "", ...more] = pageOf(path).split("/").filter(Boolean);
  const word = decodeURIComponent(asked).toLowerCase();
  const length = words.has(word) && more.length < mostWords ? 1 + more.length : 0;
  const key = length === 0 ? "" : `${length} ${word}`;
  const part = made.get(key) ?? onlyWith(build, word, length);
  made.set(key, part);
  return part;
}

/** No route has more: whatever is longer is nowhere, and one part serves it all. */
const mostWords = 9;

function partsOf(build: ServerBuild): Parts {
  const words = () => new Set(Object.values(build.routes).map((route) => firstWordOf(route?.path)));
  const known = parts.get(build) ?? { words: words(), made: new Map() };
  parts.set(build, known);
  return known;
}

function onlyWith(build: ServerBuild, word: string, length: number): ServerBuild {
  return withRoutes(build, (id) => {
    const path = build.routes[id]?.path ?? "";
    const first = firstWordOf(path);
    return first === "" || first === "*" || (first === word && path.split("/").length === length);
  });
}

function withRoutes(build: ServerBuild, chosen: (id: string) => boolean): ServerBuild {
  const only = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => chosen(id)));
  return {
    ...build,
    routes: only(build.routes),
    assets: { ...build.assets, routes: only(build.assets.routes) },
  };
}

/** The first word of a route's address; a parameter stands for every word. */
function firstWordOf(path = ""): string {
  const [word = ""] = path.toLowerCase().replace(/^\//, "").split("/");
  return word.startsWith(":") ? "*" : word;
}

const handlers = new WeakMap<ServerBuild, ReturnType<typeof createRequestHandler>>();

function handlerOf(build: ServerBuild, mode: Mode) {
  const known = handlers.get(build);
  if (known) return known;
  const getLoadContext = (_request: unknown, response: Response) => response.locals.context as AppLoadContext;
  const made = createRequestHandler({ build, mode, getLoadContext });
  handlers.set(build, made);
  return made;
}

const groupsOf = ({ routes }: ServerBuild, ids: readonly string[]): string[] =>
  ids.flatMap((id) => (routes[id]?.module.handle as Handle)?.messages ?? []);

/** The groups of messages that each page asks for, those of the routes around it included. */
export function groupsOfEveryPage(build: ServerBuild): string[][] {
  const around = (id: string | undefined): string[] =>
    id ? [...around(build.routes[id]?.parentId), id] : [];
  return Object.keys(build.routes).map((id) => groupsOf(build, around(id)));
}

interface Matched {
  id: string;
  path: string | undefined;
}

/** The page an address leads to; a client navigation asks for the same address with `.data` behind it. */
const pageOf = (path: string) => path.replace(/^\/_root\.data$/, "/").replace(/\.data$/, "");

/** The routes an address leads to. */
function matchedRoutes(build: ServerBuild, path: string): Matched[] {
  const matches = matchRoutes(routeTree(build), pageOf(path)) ?? [];
  return matches.map(({ route }) => ({ id: route.id ?? "", path: route.path }));
}

type RouteObject = Parameters<typeof matchRoutes>[0][number];

const trees = new WeakMap<object, RouteObject[]>();

function routeTree({ routes }: ServerBuild): RouteObject[] {
  const known = trees.get(routes);
  if (known) return known;
  const below = (parentId?: string): RouteObject[] =>
    Object.values(routes)
      .filter((route) => route !== undefined)
      .filter((route) => route.parentId === parentId)
      .map(({ id, path, index }) => (index ? { id, path, index } : { id, path, children: below(id) }));
  const tree = below();
  trees.set(routes, tree);
  return tree;
}
