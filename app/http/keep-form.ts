import { data } from "@remix-run/react";

/** What a `clientAction` returns when its request got no response. */
export interface Unanswered {
  unanswered: true;
}

/**
 * For a route's `clientAction`: when the server cannot be reached or answers with a server error, the page
 * keeps the form and its content and shows a message. Other responses, redirects and refusals pass through.
 */
export async function keepFormOnNetworkError<Result>(
  act: () => Promise<Result>,
): Promise<Result | ReturnType<typeof data<Unanswered>>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Response || (isErrorResponse(error) && error.status < 500)) throw error;
    // An error status, so that Remix does not revalidate: loaders would fail too, and the page would be lost.
    return data({ unanswered: true }, { status: 503 });
  }
}

function isErrorResponse(error: unknown): error is { status: number } {
  return (
    typeof error === "object" && error !== null && typeof (error as { status?: unknown }).status === "number"
  );
}
