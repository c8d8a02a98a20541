import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { answerOrReturn } from "../http/answer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { draftSchema } from "../writing/writing-form.server";
import { saveDraft } from "./drafts-and-marks.server";
import { threadPath } from "./threads";

/** Saves a draft of a thread; answers that it is kept only after the commit. */
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

/** No page here: GET redirects to the thread, which shows the draft. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`/fils/${idFromAddress(params.thread) ?? ""}`);
