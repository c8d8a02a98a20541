import { redirect } from "@remix-run/node";

/**
 * The response of an endpoint that is called by a script and by plain forms without JavaScript: JSON for the
 * script, a redirect back for the form.
 */
export function answerOrReturn(request: Request, result: object, back: string): Response {
  const script = request.headers.get("Accept")?.includes("application/json");
  return script ? Response.json(result) : redirect(back);
}

/** The headers that set these cookies. */
export const setCookies = (cookies: readonly string[]): Headers =>
  new Headers(cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]));
