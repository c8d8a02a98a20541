import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireRecentAuth } from "../authorization/recent-auth.server";
import { beginPasskey } from "./passkeys.server";

/** Registration options for a passkey; fetched by the second-factor page. */
export async function action(args: ActionFunctionArgs) {
  return Response.json(await beginPasskey(await requireRecentAuth(args)));
}

/** A GET has no page to show. */
export const loader = () => redirect("/compte/second-facteur");
