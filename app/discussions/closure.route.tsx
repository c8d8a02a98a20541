import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { closureSchema } from "./posts-form.server";
import { closeThread } from "./thread-changes.server";
import { threadDonePath } from "./threads";

/** Closes or reopens a thread. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, closureSchema);
  if (submission.status !== "success") badRequest();
  const id = idFromAddress(args.params.thread);
  const closes = submission.value.what === "close";
  await closeThread(viewer, id, closes);
  return redirect(threadDonePath(String(id), closes ? "closed" : "reopened"));
}

/** No page here: GET redirects to the thread. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`/fils/${idFromAddress(params.thread) ?? ""}`);

export { NoPage as default } from "../http/no-page";
