import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { countUnread } from "./bell.server";

/** The number of unread notices as JSON, which the bell asks for after each change. */
export async function loader(args: LoaderFunctionArgs) {
  return Response.json({ unread: await countUnread(await requireViewer(args)) });
}
