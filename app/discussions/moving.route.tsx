import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { saying } from "../http/saying";
import { pageMeta } from "../shell/page-meta";
import { MovePage } from "../workspaces/move-page";
import { moveSchema } from "../workspaces/moving-form.server";
import { moveThread, prepareThreadMove } from "./moving.server";
import { threadPath } from "./threads";

export const handle = { messages: ["workspaces.move", "workspaces.sign"] };
export const meta = pageMeta("workspaces.move.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const to = idFromAddress(new URL(args.request.url).searchParams.get("vers") ?? undefined);
  return await prepareThreadMove(viewer, idFromAddress(args.params.thread), to);
}

/** Moves the thread, if the gains and losses of access are still those that the page showed. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.thread);
  const submission = await parseForm(args.request, moveSchema);
  if (submission.status !== "success") badRequest();
  if (await moveThread(viewer, id, submission.value))
    return redirect(saying(threadPath({ id: id ?? "" }), "moved"));
  return data({ changed: true }, { status: 409 });
}

export default function MovingRoute() {
  const preview = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <MovePage preview={preview} back={threadPath(preview)} changed={answer?.changed ?? false} />;
}
