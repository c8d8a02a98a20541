import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { requireViewer } from "../authorization/viewer.server";
import { requireId } from "../http/addresses";
import { parseForm } from "../http/form.server";
import { saying } from "../http/saying";
import { openOrganisation } from "./public-opening.server";

/** Redirects GET to the profile, which has the button. */
export async function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/annuaire/${requireId(params.organisation)}`);
}

/** Shows or hides this organisation in the public directory. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = requireId(args.params.organisation);
  const submission = await parseForm(args.request, z.object({ open: z.enum(["yes", "no"]) }));
  const open = submission.status === "success" && submission.value.open === "yes";
  await openOrganisation(viewer, id, open);
  return redirect(saying(`/annuaire/${id}`, "saved"));
}

export { NoPage as default } from "../http/no-page";
