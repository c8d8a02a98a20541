import type { RequestHandler } from "express";

/** Above the maximum size of a form (`largestForm` of app/http), in bytes. */
const long = 256 * 1024;
/** A longer body was not typed by a person; its connection may be closed. */
const longest = 8 * 1024 * 1024;

/** Routes whose forms contain a file, which the room reads itself. */
const takesFile = /^\/secretariat\/annuaire(\.data)?\/?$/;
/** Forms of files, which the room reads while they arrive, whatever their size. */
const takesFiles = /^\/espaces\/[^/]+\/fichiers(\.data)?\/?$/;
/** Maximum size of such a form, in bytes: a file of `largestFile` (app/directory), and its fields. */
const longestWithFile = 6.25 * 1024 * 1024;

/**
 * Reads and discards a form that is too long before the rooms refuse it. If it were refused while the browser is still
 * sending on a slow line, the browser would meet a closed connection and show its own error page instead of our message.
 */
export const drainLongBodies: RequestHandler = (request, _response, next) => {
  const length = Number(request.headers["content-length"] ?? 0);
  const isForm = request.is(["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]);
  const read = takesFile.test(request.path) ? longestWithFile : long;
  if (!isForm || length <= read || length > longest || takesFiles.test(request.path)) return next();
  request.once("end", () => next());
  request.resume();
};
