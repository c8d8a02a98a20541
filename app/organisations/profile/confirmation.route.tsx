import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../../authorization/viewer.server";
import { requireId } from "../../http/addresses";
import { confirmProfile } from "./editing.server";

/** Redirects GET to the profile, which has the button. */
export async function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/annuaire/${requireId(params.organisation)}`);
}

/** Confirms the profile, for its own people. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = requireId(args.params.organisation);
  await confirmProfile(viewer, id);
  return redirect(`/annuaire/${id}?fait=confirme`);
}

export { NoPage as default } from "../../http/no-page";
