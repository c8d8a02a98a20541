/** Throws the answer to what does not exist, or is not theirs: the two cannot be told apart. */
export function notFound(): never {
  throw new Response(null, { status: 404, statusText: "Not Found" });
}

/** Throws the answer to a form that no page of ours sends (a missing or malformed technical field). */
export function badRequest(): never {
  throw new Response(null, { status: 400, statusText: "Bad Request" });
}

/** Throws the answer to somebody who may read this, and not do that. */
export function forbidden(): never {
  throw new Response(null, { status: 403, statusText: "Forbidden" });
}
