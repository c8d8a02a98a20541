import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireFresh } from "./fresh.server";
import { beginPasskey } from "./passkeys.server";

/** A challenge to make a passkey with; what the page of the second factor asks for before the browser can make one. */
export async function action(args: ActionFunctionArgs) {
  return Response.json(await beginPasskey(await requireFresh(args)));
}

/** Reached by hand there is nothing to see. */
export const loader = () => redirect("/compte/second-facteur");
