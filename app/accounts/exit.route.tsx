import type { ActionFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { findViewer } from "../authorization/viewer.server";
import { neutralUrl } from "./exit";
import { endSession } from "./sessions.server";

/**
 * Leaving in a hurry: the session ends, what the browser kept of the portal goes, and a page that says nothing of it
 * leads on to a place that everybody visits. By POST, since it changes something; the next page is asked for by the
 * `Refresh` header, since a form's own redirect to elsewhere is refused by our policy, and works without JavaScript.
 */
export async function action(args: ActionFunctionArgs) {
  const viewer = await findViewer(args);
  const headers = new Headers({
    "Clear-Site-Data": '"cache", "storage"',
    "Content-Type": "text/html; charset=utf-8",
    Refresh: `0; url=${neutralUrl}`,
    "Referrer-Policy": "no-referrer",
  });
  if (viewer) headers.append("Set-Cookie", await endSession(viewer));
  return new Response("<!doctype html><title>…</title>", { headers });
}

export const loader = () => redirect("/");
