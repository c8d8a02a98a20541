import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { changesSince } from "./changes.server";

/** Returns the changes after the last one the page has, without the page around them. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const after = new URL(args.request.url).searchParams.get("depuis") ?? "";
  if (!/^\d{1,9}$/.test(after)) badRequest();
  return Response.json(await changesSince(viewer, idFromAddress(args.params.thread), Number(after)));
}
