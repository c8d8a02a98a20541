import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { beginPasskeySignIn } from "./passkeys.server";

/** Authentication options for passkeys; fetched by the sign-in page. */
export async function action(_: ActionFunctionArgs) {
  return Response.json(await beginPasskeySignIn());
}

/** A GET has no page to show. */
export const loader = () => redirect("/connexion");
