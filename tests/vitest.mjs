import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/**
 * Runs vitest, and ends with one line "N passed, N failed".
 * @param {string[]} args for vitest @param {Record<string, string>} [env]
 */
export function runVitest(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "portal-results-"));
  const results = join(folder, "results.json");
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${results}`,
      ...args,
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "test", ...env } },
  );
  const { passed, failed } = count(results, status);
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || status !== 0 ? 1 : 0;
}

/**
 * A test that was skipped counts as failed: nothing skips. So does a file that could not be loaded, and a run that
 * broke off.
 * @param {string} file @param {number | null} status @returns {{ passed: number, failed: number }}
 */
function count(file, status) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { testResults, numTotalTests, numPassedTests } = JSON.parse(readFileSync(file, "utf8"));
  const brokenFiles = testResults.filter(
    (
      /** @type {{ status: string, assertionResults: { status: string }[] }} */ { status, assertionResults },
    ) => status === "failed" && assertionResults.every(({ status }) => status === "passed"),
  ).length;
  const failed = numTotalTests - numPassedTests + brokenFiles;
  return { passed: numPassedTests, failed: status !== 0 && failed === 0 ? 1 : failed };
}
