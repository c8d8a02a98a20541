import { type AppLoadContext, redirect } from "@remix-run/node";
import { now } from "../services/services.server";
import type { Viewer } from "./viewer";

/** What a loader or action is called with, as far as finding the viewer needs it. */
export interface RequestArgs {
  request: Request;
  context: AppLoadContext;
}

/** The other id that a session got. */
export interface RenewedSession {
  sessionId: string;
  /** The `Set-Cookie` header. */
  cookie: string;
}

interface Sessions {
  /** Who a cookie belongs to. */
  find(cookieHeader: string | null): Promise<Viewer | null>;
  /** Another id for the session of somebody whose rights changed, as a header. */
  renew(viewer: Viewer): Promise<RenewedSession | null>;
  /** Whether the session is there and the person's rights are the viewer's. */
  holds(viewer: Viewer): Promise<boolean>;
  /** What else to answer a browser whose session is gone: headers that make it forget what it kept. */
  farewell(cookieHeader: string | null): Promise<[name: string, value: string][]>;
}

let sessions: Sessions | undefined;

/** Registered at start by the room that knows sessions, so that `http` imports no room. */
export function registerSessions(given: Sessions): void {
  sessions = given;
}

const found = new WeakMap<AppLoadContext, Promise<Viewer | null>>();

/** Who is asking, or null; looked up once per request. */
export function findViewer({ request, context }: RequestArgs): Promise<Viewer | null> {
  const known = found.get(context);
  if (known) return known;
  const looking = lookUpViewer(request, context);
  found.set(context, looking);
  return looking;
}

async function lookUpViewer(request: Request, { alsoAnswer }: AppLoadContext): Promise<Viewer | null> {
  if (!sessions) throw new Error("No sessions are registered.");
  const cookie = request.headers.get("Cookie");
  const viewer = await sessions.find(cookie);
  const { pathname, search } = new URL(request.url);
  if (viewer?.sign) viewer.sign.request = { path: pathname + search, method: request.method };
  if (!viewer) for (const header of await sessions.farewell(cookie)) alsoAnswer(...header);
  const renewed = viewer?.sign?.newRights ? await sessions.renew(viewer) : null;
  if (!viewer || !renewed) return viewer;
  alsoAnswer("Set-Cookie", renewed.cookie);
  return { ...viewer, sessionId: renewed.sessionId };
}

/** Whether a viewer's session and rights are what they were when they were looked up: for work that takes long. */
export async function rightsHold(viewer: Viewer): Promise<boolean> {
  if (!sessions) throw new Error("No sessions are registered.");
  return await sessions.holds(viewer);
}

/** Where somebody who owes a second factor may still go. */
const factorPage = "/compte/second-facteur";
const onTheWay = new Set([factorPage, "/compte/confirmation", "/compte/cle"]);

/** Past the day by which they must have a second factor, setting one up is all they can do. */
function redirectToSecondFactor(viewer: Viewer, { request }: RequestArgs): void {
  const due = viewer.sign?.factorDue;
  if (!due || due > now() || onTheWay.has(new URL(request.url).pathname)) return;
  throw redirect(factorPage);
}

/** Who asked, for whoever looks back at an answered request; undefined when nobody has looked it up. */
export const viewerOfRequest = (context: AppLoadContext) => found.get(context);

/**
 * Who is asking.
 * @throws a redirect to the sign-in page, which leads back here, when nobody is signed in.
 */
export async function requireViewer(args: RequestArgs): Promise<Viewer> {
  const viewer = await findViewer(args);
  if (viewer) redirectToSecondFactor(viewer, args);
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
  if (viewer) redirectToSecondFactor(viewer, args);
  if (viewer) return viewer;
  const { pathname } = new URL(args.request.url);
  throw redirect(`/connexion?retour=${encodeURIComponent(pathname)}`, 307);
}
