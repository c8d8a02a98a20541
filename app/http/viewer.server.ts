import { type AppLoadContext, redirect } from "@remix-run/node";
import type { Viewer } from "./viewer";

/** What a loader or action is called with, as far as finding the viewer needs it. */
export interface RequestArgs {
  request: Request;
  context: AppLoadContext;
}

type SessionLookup = (cookieHeader: string | null) => Promise<Viewer | null>;

let lookup: SessionLookup | undefined;

/** Registered at start by the room that knows sessions, so that `http` imports no room. */
export function registerSessionLookup(find: SessionLookup): void {
  lookup = find;
}

const found = new WeakMap<AppLoadContext, Promise<Viewer | null>>();

/** Who is asking, or null; looked up once per request. */
export function findViewer({ request, context }: RequestArgs): Promise<Viewer | null> {
  if (!lookup) throw new Error("No session lookup is registered.");
  const known = found.get(context);
  if (known) return known;
  const looking = lookup(request.headers.get("Cookie"));
  found.set(context, looking);
  return looking;
}

/**
 * Who is asking.
 * @throws a redirect to the sign-in page, which leads back here, when nobody is signed in.
 */
export async function requireViewer(args: RequestArgs): Promise<Viewer> {
  const viewer = await findViewer(args);
  if (viewer) return viewer;
  const { pathname, search } = new URL(args.request.url);
  const back = args.request.method === "GET" ? `?retour=${encodeURIComponent(pathname + search)}` : "";
  throw redirect(`/connexion${back}`);
}

/**
 * Who is asking, for a form that holds words somebody wrote.
 * @throws when nobody is signed in (any more): a redirect that takes the whole form along to the sign-in page (307:
 *   the browser sends it again, there), which carries it back here after signing in. See docs/decisions/0012.
 */
export async function requireWriter(args: RequestArgs): Promise<Viewer> {
  const viewer = await findViewer(args);
  if (viewer) return viewer;
  const { pathname } = new URL(args.request.url);
  throw redirect(`/connexion?retour=${encodeURIComponent(pathname)}`, 307);
}
