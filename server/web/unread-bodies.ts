import type { Request, RequestHandler, Response } from "express";
import onHeaders from "on-headers";

/** Bodies up to this length are read to their end, in bytes: above every form with a file. */
const maxDrainedLength = 8 * 1024 * 1024;
/** How much and for how long is read of a longer body, while its client reads the response. */
const maxLingerLength = 8 * 1024 * 1024;
const maxLingerMs = 5_000;

/**
 * Reads and discards what a response left unread of its request. Node does so only where no code has begun to read, and
 * Remix always begins: it pauses the request once its buffer is full, so the connection would stand still until its
 * timeout, with the next request of the client's pool on it. A response ends only after the body, so that a browser
 * on a slow line does not meet a closed connection while it sends. Longer bodies than any form of ours get
 * `Connection: close`, and the connection is closed after a moment in which the client can read the response: closing
 * it with unread bytes makes the system reset it, and the response would be lost.
 */
export const drainUnreadBodies: RequestHandler = (request, response, next) => {
  const length = bodyLength(request);
  if (length > 0) {
    const isTooLong = length > maxDrainedLength;
    if (isTooLong) onHeaders(response, () => request.readableEnded || response.set("Connection", "close"));
    endAfterBody(request, response, isTooLong);
  }
  next();
};

function bodyLength({ headers }: Request): number {
  if (headers["transfer-encoding"] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers["content-length"] ?? 0);
}

function endAfterBody(request: Request, response: Response, isTooLong: boolean): void {
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  let isEnding = false;
  response.end = ((...given: unknown[]) => {
    if (isEnding || request.readableEnded || request.destroyed) return end(...given);
    isEnding = true;
    const [chunk, ...others] = given;
    // The client of an endless body reads its response now or never.
    const wasWritten = isTooLong && (typeof chunk === "string" || Buffer.isBuffer(chunk));
    if (wasWritten) response.write(chunk, ...(others as []));
    drain(request, isTooLong, () => end(...(wasWritten ? [] : given)));
    return response;
  }) as Response["end"];
}

function drain(request: Request, isTooLong: boolean, finished: () => void): void {
  let length = 0;
  const done = () => {
    clearTimeout(limit);
    request.off("data", count).off("end", done).off("close", done);
    finished();
  };
  const count = (part: Buffer) => {
    length += part.length;
    if (isTooLong && length > maxLingerLength) done();
  };
  const limit = isTooLong ? setTimeout(done, maxLingerMs) : undefined;
  // A room that stopped reading would pause the request again.
  request.removeAllListeners("data").on("data", count).once("end", done).once("close", done);
  request.resume();
}
