import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest, notFound } from "../http/errors";
import { answerTus } from "./tus.server";
import { beginUpload, UploadRefused } from "./uploads.server";
import { readPlan } from "./uploads-form.server";

/** There is nothing to read here. */
export function loader(): never {
  notFound();
}

/** Begins a resumable upload (tus: creation). */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  if (args.request.method !== "POST") badRequest();
  const plan = readPlan(args.request.headers) ?? badRequest();
  try {
    const { id } = await beginUpload(viewer, plan);
    return await answerTus(args.request, viewer, id);
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    const status = error.reason === "diskFull" ? 507 : 413;
    return new Response(error.reason, { status, headers: { "Tus-Resumable": "1.0.0" } });
  }
}
