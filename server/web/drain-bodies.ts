import type { RequestHandler } from "express";

/** Above what any form of ours may weigh (`largestForm` of app/http), in bytes. */
const long = 256 * 1024;
/** More than this is no text that a person wrote; it may meet a closed connection. */
const longest = 8 * 1024 * 1024;

/** Where a file is taken by a form, read by its room itself. */
const takesFile = /^\/secretariat\/annuaire(\.data)?\/?$/;
/** The largest such form, in bytes: a file of `largestFile` (app/directory), and its fields. */
const longestWithFile = 6.25 * 1024 * 1024;

/**
 * Reads a form that is too long to its end and throws it away, before the rooms refuse it by its length. Refused in
 * the middle, on a slow line, the browser would still be sending, meet a closed connection, and show that instead of
 * our words.
 */
export const drainLongBodies: RequestHandler = (request, _response, next) => {
  const length = Number(request.headers["content-length"] ?? 0);
  const isForm = request.is(["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]);
  const read = takesFile.test(request.path) ? longestWithFile : long;
  if (!isForm || length <= read || length > longest) return next();
  request.once("end", () => next());
  request.resume();
};
