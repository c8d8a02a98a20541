import { RateLimitExceeded } from "./rate-limit.server";

/** Seconds to wait, where too many wrong attempts are what went wrong. @throws everything else. */
export function retryAfterOf(error: unknown): number {
  if (error instanceof RateLimitExceeded) return error.seconds;
  throw error;
}
