import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "../authorization/viewer.server";
import { countUnread } from "./bell.server";

/** The number of unread notices, which the bell asks for after each change. */
export async function loader(args: LoaderFunctionArgs) {
  return { unread: await countUnread(await requireViewer(args)) };
}
