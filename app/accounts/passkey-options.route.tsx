import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { beginPasskeySignIn } from "./passkeys.server";

/** A challenge for the browser's passkeys; what the sign-in page asks for before it can show them. */
export async function action(_: ActionFunctionArgs) {
  return Response.json(await beginPasskeySignIn());
}

/** Reached by hand there is nothing to see. */
export const loader = () => redirect("/connexion");
