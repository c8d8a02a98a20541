import { redirect } from "@remix-run/node";
import { now } from "../services/services.server";
import type { Viewer } from "./viewer";
import { type RequestArgs, requireViewer, requireWriter } from "./viewer.server";

/** Maximum age of the proof of identity for sensitive actions. */
const recentAuthMs = 10 * 60 * 1000;

/**
 * The viewer, for pages that require a recent proof of identity: mail address, password, second factor, mandates.
 * @throws a redirect to the confirmation page when the last proof is older than ten minutes; it leads back here. Call it in
 * the loader and in the action of such a page.
 */
export async function requireRecentAuth(args: RequestArgs): Promise<Viewer> {
  const viewer = await requireViewer(args);
  if (isRecent(viewer)) return viewer;
  throw redirect(confirmationOf(args));
}

/** The same in the action of a long form: the posted form is carried along and restored (docs/decisions/0012). */
export async function requireRecentAuthForForm(args: RequestArgs): Promise<Viewer> {
  const viewer = await requireWriter(args);
  if (isRecent(viewer)) return viewer;
  throw redirect(confirmationOf(args), 307);
}

/**
 * The same inside a verb whose action always requires a recent proof, from any page: roles in the network, credentials,
 * mandates, erasure, actions of two people. A posted form is carried along and restored.
 * @throws a redirect to the confirmation page.
 */
export function assertRecentAuth(viewer: Viewer): void {
  if (isRecent(viewer)) return;
  const { path = "/compte", method = "GET" } = viewer.sign?.request ?? {};
  throw redirect(`/compte/confirmation?retour=${encodeURIComponent(path)}`, method === "GET" ? 302 : 307);
}

function confirmationOf({ request }: RequestArgs): string {
  const { pathname, search } = new URL(request.url);
  return `/compte/confirmation?retour=${encodeURIComponent(pathname + search)}`;
}

function isRecent({ sign }: Viewer): boolean {
  return sign !== undefined && now().getTime() - sign.provenAt.getTime() < recentAuthMs;
}
