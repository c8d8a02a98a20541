import type { LoaderFunctionArgs } from "@remix-run/node";
import { writeFeed } from "./feed.server";

/** A subscription's address names nobody and needs no session: whoever holds it reads the dates of one space. */
export async function loader({ params }: LoaderFunctionArgs) {
  const token = /^([\w-]{32})\.ics$/.exec(params.file ?? "")?.[1];
  return new Response(await writeFeed(token), {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
