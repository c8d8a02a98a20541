import type { ActionFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { findViewer } from "../authorization/viewer.server";
import { neutralUrl } from "./exit";
import { endSession } from "./sessions.server";

/**
 * Quick exit: ends the session, wipes the portal's data in the browser, and leads through a neutral page to a common public
 * site. A POST, since it changes state. The next page is loaded by the `Refresh` header, since our CSP refuses a form's
 * redirect to another origin; it works without JavaScript.
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
