import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { requireId } from "../http/addresses";
import { confirmProfile } from "./editing.server";

/** Nothing to see here: the button stands on the profile. */
export async function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/annuaire/${requireId(params.organisation)}`);
}

/** Its people say that the profile still holds. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = requireId(args.params.organisation);
  await confirmProfile(viewer, id);
  return redirect(`/annuaire/${id}?fait=confirme`);
}

export { NoPage as default } from "../http/no-page";
