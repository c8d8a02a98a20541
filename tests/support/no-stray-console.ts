import { afterEach, beforeEach, expect, vi } from "vitest";

/** A test during which something is printed to the console fails: an unexpected warning is a fault. */
const methods = ["error", "warn"] as const;
const { console } = globalThis;

beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method);
});

afterEach(() => {
  for (const method of methods) {
    const printed = vi.mocked(console[method]).mock.calls;
    vi.mocked(console[method]).mockRestore();
    expect(printed, `console.${method} during the test`).toEqual([]);
  }
});
