import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { badRequest } from "../http/errors";
import { readForm } from "../http/form.server";
import { safePath } from "../http/redirects";
import { keepLight } from "./light-mode.server";

/** Switches the light mode of this browser on or off. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const light = form.get("light");
  if (light !== "on" && light !== "off") badRequest();
  return redirect(safePath(form.get("returnTo")), {
    headers: { "Set-Cookie": await keepLight(light === "on") },
  });
}

/** Reached by reloading after the switch: this route has no page. */
export const loader = () => redirect("/");

export { NoPage as default } from "../http/no-page";
