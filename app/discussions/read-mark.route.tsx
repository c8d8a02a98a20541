import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { answerOrReturn } from "../http/answer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { markRead } from "./drafts-and-marks.server";
import { threadPath } from "./threads";

const schema = z.object({
  change: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});

/** Sets a read mark; not by GET, since following a link does not mean reading to the end. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, schema);
  if (submission.status !== "success") badRequest();
  const id = idFromAddress(args.params.thread);
  await markRead(viewer, id, submission.value.change);
  return answerOrReturn(args.request, {}, threadPath({ id: String(id) }));
}

export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`/fils/${idFromAddress(params.thread) ?? ""}`);
