import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse } from "@remix-run/react";
import { isDatabaseAway } from "./db/database.server";
import { log } from "./services/services.server";
import { awayPage } from "./shell/away.server";
import { pageHtml } from "./shell/page-html.server";

export { portal } from "./portal.server";

/**
 * How long Remix waits, in milliseconds, for what a loader has only promised. None of ours does, and its clock holds on to
 * all that a page was given until it has run out.
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
  // As bytes: text would be copied to be looked through first.
  return new Response(Buffer.from(html), { status, headers });
}

/** Client navigations get the same honest answer as pages when the database is away. */
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
  // Remix tells of its own refusals too (a form sent to an address that takes none): the log has their status.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  const { requestId } = context;
  if (isDatabaseAway(error)) {
    context.databaseAway = true;
    log().warn({ requestId }, "the database is away");
  } else {
    log().error({ err: error, requestId }, "a loader or action failed");
  }
}
