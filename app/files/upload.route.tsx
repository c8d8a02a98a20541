import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { spacePath } from "../workspaces/spaces";
import { answerTus } from "./tus.server";
import { resumeExamination } from "./unfinished-uploads.server";
import { cancelUpload, findUpload, uploadState } from "./uploads.server";

/** How far an upload is: for tus by HEAD, for our page as JSON. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  if (args.request.method === "HEAD") return await answerTus(args.request, viewer);
  const state = await uploadState(viewer, idFromAddress(args.params.upload));
  return Response.json(await resumeExamination(viewer, state));
}

/** More bytes, or the end of an upload (tus); a form cancels it without JavaScript. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  if (args.request.method !== "POST") return await answerTus(args.request, viewer);
  const { id, spaceId } = await findUpload(viewer, idFromAddress(args.params.upload));
  await cancelUpload(viewer, id);
  return redirect(spacePath({ id: spaceId }, "fichiers"));
}
