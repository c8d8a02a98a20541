import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { answerOrReturn } from "../http/answer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { saveDraft } from "./drafts-and-marks.server";
import { draftSchema } from "./posts-form.server";
import { threadPath } from "./threads";

/** Keeps what somebody is writing in a thread; said to be kept only once it is. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, draftSchema);
  if (submission.status !== "success") badRequest();
  const id = idFromAddress(args.params.thread);
  const keptAt = await saveDraft(viewer, id, submission.value);
  return answerOrReturn(
    args.request,
    { keptAt: keptAt?.toISOString() ?? null },
    `${threadPath({ id: String(id) })}#ecrire`,
  );
}

/** There is nothing to see here: the draft stands in its thread. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`/fils/${idFromAddress(params.thread) ?? ""}`);
