import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare } from "../server/bootstrap/prepare.mjs";

/**
 * `npm test`: installs what it needs, runs everything, and ends with one line "N passed, N failed". Arguments go
 * to vitest (`npm test -- directory`).
 */

const root = join(import.meta.dirname, "..");

await prepare();
installSystemPackages();
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
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "test" } },
);
const { passed, failed } = count(results);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || status !== 0 ? 1 : 0;

/**
 * Chromium and a PostgreSQL of the system's, where this machine lets us install them. Where it does not, the tests
 * that need them fail and say what is missing.
 */
function installSystemPackages() {
  const missing = [
    existsSync("/usr/bin/chromium") ? [] : ["chromium"],
    existsSync("/usr/lib/postgresql") ? [] : ["postgresql"],
  ].flat();
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (missing.length === 0 || !mayInstall) return;
  process.stdout.write(`… installing ${missing.join(" and ")} (apt-get)\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], {
    stdio: "ignore",
    env,
  });
}

/**
 * A test that was skipped counts as failed: nothing skips. So does a file that could not be loaded, and a run that
 * broke off.
 * @param {string} file @returns {{ passed: number, failed: number }}
 */
function count(file) {
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
