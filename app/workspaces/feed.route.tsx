import type { LoaderFunctionArgs } from "@remix-run/node";
import { writeFeed } from "./feed.server";

/** Calendar feed without a session: the secret URL gives access to the dates of one space. */
export async function loader({ params }: LoaderFunctionArgs) {
  const token = /^([\w-]{32})\.ics$/.exec(params.file ?? "")?.[1];
  return new Response(await writeFeed(token), {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
