import type { LoaderFunctionArgs } from "@remix-run/node";
import { atomType } from "../http/atom";
import { readNoticeFeed } from "./feed.server";

/** The feed of one's notices without a session: the secret address gives access. */
export async function loader({ params }: LoaderFunctionArgs) {
  const token = /^([\w-]{32})\.atom$/.exec(params.file ?? "")?.[1];
  return new Response(await readNoticeFeed(token), {
    headers: { "Content-Type": atomType, "Cache-Control": "private, no-store" },
  });
}
