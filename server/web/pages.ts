import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/router";
import type { RequestHandler, Response } from "express";
import onHeaders from "on-headers";
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
  /** Called with every response: refused writes are recorded. */
  answered: (context: AppLoadContext, request: AnsweredRequest) => Promise<void>;
}

interface AnsweredRequest {
  method: string;
  /** The pattern of its route. */
  route: string;
  status: number;
  address: string | undefined;
}

/** Passes a request to Remix with the context that loaders need. */
export function pages({ build, mode, asRequest, answered }: PagesOptions): RequestHandler {
  return async (request, response, next) => {
    try {
      const current = await build();
      const matched = matchedRoutes(current, request.path);
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
      onHeaders(response, () => sayAway(response));
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

/**
 * Pages and their data render the "database away" error themselves. For routes without a page (exports, calendars,
 * drafts) Remix answers 500 to any error: the status becomes 503, so that the client retries.
 */
function sayAway(response: Response): void {
  if (!response.locals.context.databaseAway || response.statusCode !== 500) return;
  response.statusCode = 503;
  response.setHeader("Retry-After", "5");
}

/** One request handler per build; development has several builds in succession. */
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

/** The message groups that each page uses, including those of its parent routes. */
export function groupsOfEveryPage(build: ServerBuild): string[][] {
  const around = (id: string | undefined): string[] =>
    id ? [...around(build.routes[id]?.parentId), id] : [];
  return Object.keys(build.routes).map((id) => groupsOf(build, around(id)));
}

interface Matched {
  id: string;
  path: string | undefined;
}

/** The page of a URL; client navigation requests the same URL with the suffix `.data`. */
const pageOf = (path: string) => path.replace(/^\/_root\.data$/, "/").replace(/\.data$/, "");

/** The routes that a URL matches. */
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
