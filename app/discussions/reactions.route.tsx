import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { reactionSchema } from "./posts-form.server";
import { react } from "./reactions.server";
import { postPath } from "./threads";

/** Adds or removes a reaction. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, reactionSchema);
  if (submission.status !== "success") badRequest();
  const { thread, post } = args.params;
  const place = await react(viewer, idFromAddress(thread), idFromAddress(post), submission.value);
  return redirect(postPath({ id: place.threadId }, place.postId));
}

/** No page here: GET redirects to the thread, which shows the reactions. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`/fils/${idFromAddress(params.thread) ?? ""}`);

export { NoPage as default } from "../http/no-page";
