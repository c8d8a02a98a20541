import { Transform } from "node:stream";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { isDatabaseAway } from "./db/database.server";
import { awayPage } from "./house/away.server";
import { NonceProvider } from "./http/nonce";
import { log } from "./ports/ports.server";

export { portal } from "./portal.server";

/** After this long without an end, rendering is given up. */
const renderLimitMs = 10_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  if (context.databaseAway) return awayPage(request);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const page = (
    <NonceProvider value={context.nonce}>
      <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
    </NonceProvider>
  );
  return await new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce: context.nonce,
      onAllReady() {
        const body = withoutZeroBytes();
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        log().error({ err: error, requestId: context.requestId }, "a page failed to render");
      },
    });
    setTimeout(abort, renderLimitMs).unref();
  });
}

/**
 * React 18.3.1 slips a zero byte into the HTML wherever an accented letter straddles its 2,048-byte buffer
 * (React 19 mended it; Remix 2 wants 18). Nothing else of ours holds one, so dropping them is all it takes.
 */
function withoutZeroBytes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
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
  const { requestId } = context;
  if (isDatabaseAway(error)) {
    context.databaseAway = true;
    log().warn({ requestId }, "the database is away");
  } else {
    log().error({ err: error, requestId }, "a loader or action failed");
  }
}
