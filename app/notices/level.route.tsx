import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { setLevel } from "./levels.server";
import { levelSchema } from "./notices-form.server";

/** Nothing changes by GET. */
export const loader = () => redirect("/notifications/reglages");

/** Sets the level of a thing; leads back to where it was chosen. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, levelSchema);
  if (submission.status !== "success") badRequest();
  const { thing, id, loudness, from } = submission.value;
  const level = { thing, id, loudness: loudness === "default" ? null : loudness };
  const to = await setLevel(viewer, level, await localeOf(args.request, viewer.locale));
  return redirect(from === "settings" ? "/notifications/reglages?fait=niveau" : to);
}
