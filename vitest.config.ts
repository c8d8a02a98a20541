import { relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * How long a file takes that has not run here yet, in milliseconds for each byte of it: those that start portals and
 * browsers wait for them.
 */
const msPerByte: Record<string, number> = { rooms: 0.3, house: 3, process: 3, prove: 3, browser: 4 };

/**
 * Long files begin first, since one that begins last is waited for by an idle core. Vitest keeps how long each took
 * (`node_modules/.vite`), and its own order does not mix projects.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const expected = new Map(files.map((file) => [file, this.#expectedMs(file)]));
    return [...files].sort((one, other) => (expected.get(other) ?? 0) - (expected.get(one) ?? 0));
  }

  #expectedMs({ project, moduleId }: TestSpecification): number {
    const key = `${project.name}:${relative(this.ctx.config.root, moduleId)}`;
    const known = this.ctx.cache.getFileTestResults(key)?.duration;
    return known ?? (this.ctx.cache.getFileStats(key)?.size ?? 0) * (msPerByte[project.name] ?? 1);
  }
}

/** The kinds of tests; `npm test` runs them all, `npx vitest --project rooms` one kind. */
export default defineConfig({
  test: {
    globalSetup: "tests/support/global-setup.ts",
    // One more than the two cores we promise to fit on: half of a test's time is waiting for a browser or a process.
    maxWorkers: 3,
    // Files follow each other in one process: what the portal's code remembers, it remembers beside any database.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Nets for what hangs, wide enough for a busy machine; what is promised within a time says so in its test.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "rooms",
          include: ["{app,prisma,server}/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/support/no-stray-console.ts"],
        },
      },
      { extends: true, test: { name: "house", include: ["tests/house/**/*.test.ts"], testTimeout: 180_000 } },
      {
        extends: true,
        test: { name: "process", include: ["tests/{process,security}/**/*.test.ts"], testTimeout: 180_000 },
      },
      { extends: true, test: { name: "prove", include: ["tests/prove/**/*.test.ts"] } },
      {
        extends: true,
        test: { name: "browser", include: ["tests/browser/**/*.test.ts"], testTimeout: 120_000 },
      },
    ],
  },
});
