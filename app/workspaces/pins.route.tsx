import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { changePins } from "./pins.server";
import { pinActionSchema } from "./pins-form.server";
import { findOpenSpace } from "./space-pages.server";
import { spacePath } from "./spaces";

/** Pins are shown on the space's home; there is no page for them. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  return redirect(spacePath(await findOpenSpace(viewer, idFromAddress(args.params.space), locale)));
}

/** Pins a thread or document in the space, or unpins it. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, pinActionSchema);
  if (submission.status !== "success") badRequest();
  const id = idFromAddress(args.params.space);
  const result = await changePins(viewer, id, submission.value);
  return redirect(
    `${spacePath({ id: id ?? "" })}?fait=${result === "full" ? "full" : submission.value.what}`,
  );
}

export { NoPage as default } from "../http/no-page";
