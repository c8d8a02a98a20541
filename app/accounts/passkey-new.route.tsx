import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { beginPasskey } from "./passkeys.server";
import { requireRecentAuth } from "./recent-auth.server";

/** A challenge to make a passkey with; what the page of the second factor asks for before the browser can make one. */
export async function action(args: ActionFunctionArgs) {
  return Response.json(await beginPasskey(await requireRecentAuth(args)));
}

/** Reached by hand there is nothing to see. */
export const loader = () => redirect("/compte/second-facteur");
