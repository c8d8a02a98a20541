/** Throws the answer to what does not exist, or is not theirs: the two cannot be told apart. */
export function notFound(): never {
  throw new Response(null, { status: 404, statusText: "Not Found" });
}

/** Why a form could not be read, where the page of the refusal can say it. */
export type BadRequestBecause = "too-large";

/** Throws the answer to a form that no page of ours sends (a missing or malformed technical field), or too long. */
export function badRequest(because?: BadRequestBecause): never {
  throw new Response(because ?? null, { status: 400, statusText: "Bad Request" });
}

/** Why somebody who may read this may not do that, where the page of the refusal can say it. */
export type ForbiddenBecause = "frozen" | "read-only" | "no-mandate" | "not-running";

/** Throws the answer to somebody who may read this, and not do that. */
export function forbidden(because?: ForbiddenBecause): never {
  throw new Response(because ?? null, { status: 403, statusText: "Forbidden" });
}
