import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { changesSince } from "./changes.server";

/** What lies after the last change a page has: the whole of a catch-up, and nothing of the page around it. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const after = new URL(args.request.url).searchParams.get("depuis") ?? "";
  if (!/^\d{1,9}$/.test(after)) badRequest();
  return Response.json(await changesSince(viewer, idFromAddress(args.params.thread), Number(after)));
}
