import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { findViewer } from "../authorization/viewer.server";
import { endSession } from "./sessions.server";

/** Signing out ends the session on the server and wipes the portal's data in this browser. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await findViewer(args);
  const headers = new Headers({ "Clear-Site-Data": '"cache", "storage"' });
  if (viewer) headers.set("Set-Cookie", await endSession(viewer));
  return redirect("/", { headers });
}

export const loader = () => redirect("/");
