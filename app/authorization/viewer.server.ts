import { type AppLoadContext, redirect } from "@remix-run/node";
import { now } from "../services/services.server";
import type { Viewer } from "./viewer";

/** The part of a loader's or action's arguments that finding the viewer needs. */
export interface RequestArgs {
  request: Request;
  context: AppLoadContext;
}

/** The new id of a session. */
export interface RenewedSession {
  sessionId: string;
  /** The `Set-Cookie` header. */
  cookie: string;
}

interface Sessions {
  /** The viewer whose session this cookie carries. */
  find(cookieHeader: string | null): Promise<Viewer | null>;
  /** Renews the session id of a viewer whose rights changed; returns the header. */
  renew(viewer: Viewer): Promise<RenewedSession | null>;
  /** Whether the session exists and the person's rights number is the viewer's. */
  holds(viewer: Viewer): Promise<boolean>;
  /** Further headers for a browser whose session has ended: they delete what it stored. */
  sessionEndedHeaders(cookieHeader: string | null): Promise<[name: string, value: string][]>;
}

let sessions: Sessions | undefined;

/** Registered at start by the room that owns sessions, so that `http` imports no room. */
export function registerSessions(given: Sessions): void {
  sessions = given;
}

const found = new WeakMap<AppLoadContext, Promise<Viewer | null>>();

/** The viewer of this request, or null; looked up once per request. */
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
  if (!viewer) for (const header of await sessions.sessionEndedHeaders(cookie)) alsoAnswer(...header);
  const renewed = viewer?.sign?.newRights ? await sessions.renew(viewer) : null;
  if (!viewer || !renewed) return viewer;
  alsoAnswer("Set-Cookie", renewed.cookie);
  return { ...viewer, sessionId: renewed.sessionId };
}

/** Whether a viewer's session and rights are still those of the lookup: for long-running work. */
export async function rightsHold(viewer: Viewer): Promise<boolean> {
  if (!sessions) throw new Error("No sessions are registered.");
  return await sessions.holds(viewer);
}

/** The only page that remains open to a person who must set up a second factor. */
const factorPage = "/compte/second-facteur";
const onTheWay = new Set([factorPage, "/compte/confirmation", "/compte/cle"]);

/** After the deadline for a second factor, every page redirects to its setup. */
function redirectToSecondFactor(viewer: Viewer, { request }: RequestArgs): void {
  const due = viewer.sign?.factorDue;
  if (!due || due > now() || onTheWay.has(new URL(request.url).pathname)) return;
  throw redirect(factorPage);
}

/** The viewer of a request that has been answered; undefined when no verb looked it up. */
export const viewerOfRequest = (context: AppLoadContext) => found.get(context);

/**
 * The viewer of this request.
 * @throws a redirect to the sign-in page, with the way back, for people without a session.
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
 * The viewer of this request, for a form with content that a person wrote.
 * @throws without a session: a redirect that sends the whole form to the sign-in page (307: the browser posts
 *   it again there), which carries it back here after signing in. See docs/decisions/0012.
 */
export async function requireWriter(args: RequestArgs): Promise<Viewer> {
  const viewer = await findViewer(args);
  if (viewer) redirectToSecondFactor(viewer, args);
  if (viewer) return viewer;
  const { pathname } = new URL(args.request.url);
  throw redirect(`/connexion?retour=${encodeURIComponent(pathname)}`, 307);
}
