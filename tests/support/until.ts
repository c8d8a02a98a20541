import { vi } from "vitest";

/**
 * Waits until what is expected holds. The net is for what never comes, and wide enough for a busy machine: what is promised
 * within a time is waited for with that time (`vi.waitFor`).
 */
export const until = <Result>(holds: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(holds, { timeout: 15_000, interval: 50 });
