import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse } from "@remix-run/react";
import { isDatabaseAway } from "./db/database.server";
import { log } from "./services/services.server";
import { pageHtml } from "./shell/page-html.server";
import { awayPage } from "./shell/problem-pages.server";

export { portal } from "./portal.server";

/**
 * Remix's timeout for deferred loader data, in milliseconds. We defer nothing, and its timer keeps all of the page's data
 * in memory until it expires.
 */
export const streamTimeout = 100;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  if (context.databaseAway) return awayPage(request);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const html = await pageHtml(remixContext, request.url, context.nonce);
  // As a Buffer: a string body would be copied and encoded first.
  return new Response(Buffer.from(html), { status, headers });
}

/** Client navigations also get a 503 when the database is away. */
export function handleDataRequest(response: Response, { context }: LoaderFunctionArgs): Response {
  return context.databaseAway
    ? new Response(null, { status: 503, headers: { "Retry-After": "5" } })
    : response;
}

export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return;
  // Remix also reports refusals of its own (such as a POST to a route without action); the request log has their status.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  const { requestId } = context;
  if (isDatabaseAway(error)) {
    context.databaseAway = true;
    log().warn({ requestId }, "the database is away");
  } else {
    log().error({ err: error, requestId }, "a loader or action failed");
  }
}
