import { TooMany } from "./slow.server";

/** Seconds to wait, where too many wrong attempts are what went wrong. @throws everything else. */
export function slowedBy(error: unknown): number {
  if (error instanceof TooMany) return error.seconds;
  throw error;
}
