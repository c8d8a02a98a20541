import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { chooseLanguage } from "../accounts/people.server";
import { findViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { readForm } from "../http/form.server";
import { safePath } from "../http/redirects";
import { isLocale } from "./catalogues.server";
import { keepLanguage } from "./locale.server";

/** Switches the language: stored for the person when signed in, and for this browser. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const locale = form.get("locale");
  if (!isLocale(locale)) badRequest();
  const viewer = await findViewer(args);
  if (viewer) await chooseLanguage(viewer, locale);
  return redirect(safePath(form.get("returnTo")), { headers: { "Set-Cookie": await keepLanguage(locale) } });
}

/** Reached by reloading after the switch: this route has no page. */
export const loader = () => redirect("/");

export { NoPage as default } from "../http/no-page";
