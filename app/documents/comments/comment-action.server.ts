import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { requireWriter } from "../../authorization/viewer.server";
import { idFromAddress } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { parseForm } from "../../http/form.server";
import { beginThread, deleteComment, reply, setResolved } from "./comments.server";
import { commentSchema } from "./comments-form.server";
import type { ShownComment } from "./comments-section";

/** Comments on a passage, replies, resolves, reopens, deletes; leads back to the page of the form. */
export async function takeComment(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.document);
  const { pathname, search } = new URL(args.request.url);
  const back = (threadId: string) => redirect(`${pathname}${search}#commentaire-${threadId}`);
  const submission = await parseForm(args.request, commentSchema);
  if (submission.status !== "success") {
    const shown = shownComment(submission.payload, submission.error ?? {});
    return shown ? data(shown, { status: submission.status ? 400 : 200 }) : badRequest();
  }
  const { value } = submission;
  if (value.what === "comment") {
    const place = await beginThread(viewer, id, value);
    if (place) return back(place.threadId);
    const { quotation, body } = value;
    return data({ quotation, body, error: "quotation" } as ShownComment, { status: 400 });
  }
  if (value.what === "delete") {
    return back((await deleteComment(viewer, id, value.comment)).threadId);
  }
  const { threadId } =
    value.what === "reply"
      ? await reply(viewer, id, value)
      : await setResolved(viewer, id, { thread: value.thread, resolved: value.what === "resolve" });
  return back(threadId);
}

/** The words of a comment that was not taken; null for a form that no page of ours sends. */
function shownComment(
  payload: Record<string, unknown>,
  errors: Record<string, unknown>,
): ShownComment | null {
  if (!errors.body && !errors.quotation) return null;
  const text = (name: string) => (typeof payload[name] === "string" ? payload[name] : "");
  return { quotation: text("quotation"), body: text("body"), error: errors.quotation ? "quotation" : "body" };
}
