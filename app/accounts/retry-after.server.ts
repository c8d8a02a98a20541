import { RateLimitExceeded } from "./rate-limit.server";

/** Seconds to wait after a RateLimitExceeded. @throws every other error. */
export function retryAfterOf(error: unknown): number {
  if (error instanceof RateLimitExceeded) return error.seconds;
  throw error;
}
