import { defineConfig } from "vitest/config";

/** The kinds of tests; `npm test` runs them all, `npx vitest --project rooms` one kind. */
export default defineConfig({
  test: {
    globalSetup: "tests/support/global-setup.ts",
    // Two cores are what we promise to fit on.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
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
        test: { name: "process", include: ["tests/{process,security}/**/*.test.ts"], testTimeout: 60_000 },
      },
      { extends: true, test: { name: "prove", include: ["tests/prove/**/*.test.ts"] } },
      {
        extends: true,
        test: { name: "browser", include: ["tests/browser/**/*.test.ts"], testTimeout: 60_000 },
      },
    ],
  },
});
