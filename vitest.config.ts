import { relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Estimated duration of a file without a recorded one, in milliseconds per byte: tests that start portals and browsers
 * mostly wait for them.
 */
const msPerByte: Record<string, number> = { rooms: 0.3, house: 3, process: 3, prove: 3, browser: 4 };

/**
 * Longest files first, so that no core idles while the last file runs. Vitest stores the durations
 * (`node_modules/.vite`), but its own sequencer does not mix projects.
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

/** The test projects; `npm test` runs them all, `npx vitest --project rooms` one of them. */
export default defineConfig({
  test: {
    globalSetup: "tests/support/global-setup.ts",
    // One more than the two cores of the smallest supported machine: tests wait half of the time for a browser or process.
    maxWorkers: 3,
    // Files run one after the other in one process: the portal's module state does not depend on a database.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Timeouts for hanging tests, generous for a busy machine; tests of a promised time limit assert it themselves.
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
