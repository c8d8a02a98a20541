import { redirect } from "@remix-run/node";

/**
 * The answer of an endpoint that a script of ours asks, and a plain form without JavaScript too: the result for the
 * one, the page to go back to for the other.
 */
export function answerOrReturn(request: Request, result: object, back: string): Response {
  const script = request.headers.get("Accept")?.includes("application/json");
  return script ? Response.json(result) : redirect(back);
}

/** The headers that give a browser its cookies. */
export const setCookies = (cookies: readonly string[]): Headers =>
  new Headers(cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]));
