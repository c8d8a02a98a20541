import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import type { RequestHandler, Response } from "express";

interface Handle {
  messages?: string[];
}

type Mode = "production" | "development";

/** The pages: hands a request to Remix with what loaders need besides it. */
export function pages(build: () => Promise<ServerBuild>, mode: Mode): RequestHandler {
  return async (request, response, next) => {
    try {
      const current = await build();
      const matched = matchedRoutes(current, request.path);
      response.locals.route = matched.at(-1)?.path ?? "/";
      response.locals.context = {
        nonce: response.locals.nonce,
        requestId: String(request.id),
        messageGroups: matched.flatMap(
          ({ id }) => (current.routes[id]?.module.handle as Handle)?.messages ?? [],
        ),
      } satisfies AppLoadContext;
      response.setHeader("Cache-Control", "no-store");
      await handlerOf(current, mode)(request, response, next);
    } catch (error) {
      next(error);
    }
  };
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

interface Matched {
  id: string;
  path: string | undefined;
}

/** The routes an address leads to; a client navigation asks for the same address with `.data` behind it. */
function matchedRoutes(build: ServerBuild, path: string): Matched[] {
  const page = path.replace(/^\/_root\.data$/, "/").replace(/\.data$/, "");
  const matches = matchRoutes(routeTree(build), page) ?? [];
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
