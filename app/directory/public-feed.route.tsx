import type { LoaderFunctionArgs } from "@remix-run/node";
import { atomType } from "../http/atom";
import { localeOf } from "../i18n/locale.server";
import { readPublicFeed } from "./public-feed.server";

/** The public directory as a feed: the organisations that changed last. */
export async function loader(args: LoaderFunctionArgs) {
  return new Response(await readPublicFeed(await localeOf(args.request, undefined)), {
    headers: { "Content-Type": atomType, "Cache-Control": "public, max-age=900", Vary: "Accept-Language" },
  });
}
