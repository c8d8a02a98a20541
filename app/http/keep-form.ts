import { data } from "@remix-run/react";

/** What an action that never got an answer says to its page. */
export interface Unanswered {
  unanswered: true;
}

/**
 * For a route's `clientAction`: when the server cannot be reached, or falters, the page stays as it is with every
 * word in its form, and is told. Answers, redirects and refusals pass.
 */
export async function keepFormOnNetworkError<Result>(
  act: () => Promise<Result>,
): Promise<Result | ReturnType<typeof data<Unanswered>>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Response || (isErrorResponse(error) && error.status < 500)) throw error;
    // As an error status, so that nothing is loaded again: that would fail too, and take the page away.
    return data({ unanswered: true }, { status: 503 });
  }
}

function isErrorResponse(error: unknown): error is { status: number } {
  return (
    typeof error === "object" && error !== null && typeof (error as { status?: unknown }).status === "number"
  );
}
