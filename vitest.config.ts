import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The order in which files begin: long ones first, for one that begins last is waited for by an idle core; and those that
 * wait most of their time (for a process, a deadline) between those that compute, so that both cores have work.
 */
const order = [
  ...["pages-secretariat", "pages-member", "process/demo", "start-and-stop", "rights-matrix", "faults"],
  ...["two-editors", "given-server", "forms", "budgets", "texts.test", "kills", "browser/thread", "set-up"],
  ...["catalogue", "dev.test", "pages-nobody", "audit-verify", "private-space", "house/checks", "away"],
  ...["journeys", "several", "audit/journal", "migrations", "guesses", "tests/", "server/postgres"],
];

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = order.findIndex((part) => moduleId.includes(part));
      return place < 0 ? order.length : place;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
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
    sequence: { sequencer: InOrder },
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
