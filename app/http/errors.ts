/** Throws 404, for what does not exist and for what the viewer may not read: the two cannot be distinguished. */
export function notFound(): never {
  throw new Response(null, { status: 404, statusText: "Not Found" });
}

/** The words of a form whose object does not exist for its sender (any more). */
export interface LostWords {
  words: string[];
}

/** As `notFound`, with the words of the form, which the error page gives back. */
export function notFoundWithWords(words: string[]): never {
  throw Response.json({ words } satisfies LostWords, { status: 404, statusText: "Not Found" });
}

/** Why a form could not be read, where the error page can explain it. */
export type BadRequestBecause = "too-large";

/**
 * Throws 400, for a form that no page of the portal sends (a missing or malformed technical field), or one that
 * is too large.
 */
export function badRequest(because?: BadRequestBecause): never {
  throw new Response(because ?? null, { status: 400, statusText: "Bad Request" });
}

/** Why a reader may not do something, where the error page can explain it. */
export type ForbiddenBecause = "frozen" | "read-only" | "closed" | "no-mandate" | "not-running";

/** Throws 403, for a viewer who may read the object but not do this. */
export function forbidden(because?: ForbiddenBecause): never {
  throw new Response(because ?? null, { status: 403, statusText: "Forbidden" });
}
