import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/**
 * @typedef {{ fullName: string, status: string }} TestResult
 * @typedef {{ name: string, status: string, assertionResults: TestResult[] }} FileResult
 * @typedef {{ file: string, test?: string }} Failure one test, or a file that could not be loaded or ended badly
 * @typedef {{ passed: string[], failures: Failure[], status: number | null }} Outcome with the names of what passed
 */

const repository = join(import.meta.dirname, "..");

/** Resolved when it is called: on a fresh clone packages are installed after this file is loaded. */
const vitestPath = () =>
  join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/**
 * Runs vitest. Tests that fail are run once more, alone: what passes then is reported as flaky, on the output and in
 * `test-results/flaky.txt`, and is passed; a test that fails twice has failed. Ends with one line "N passed, N failed".
 * @param {string[]} args for vitest @param {Record<string, string>} [env] @param {string} [root]
 * @returns {{ passed: number, failed: number }}
 */
export function runVitest(args, env = {}, root = repository) {
  const first = run(args, env, root);
  const repeated = first.failures.length > 0 ? repeat(first.failures, env, root) : [];
  const flaky = first.failures.filter((failure) => !repeated.includes(failure));
  writeFlaky(flaky, root);
  for (const failure of flaky) process.stdout.write(`flaky: ${nameOf(failure, root)}\n`);
  const passed = first.passed.length + flaky.filter(({ test }) => test !== undefined).length;
  // A run that broke off, or an error outside of every test, is no test's failure; it cannot be tried again.
  const failed = repeated.length || (first.failures.length === 0 && first.status !== 0 ? 1 : 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
  return { passed, failed };
}

/**
 * Runs the files of what failed one after the other, in processes of their own.
 * @param {Failure[]} failures @param {Record<string, string>} env @param {string} root
 * @returns {Failure[]} those that failed again
 */
function repeat(failures, env, root) {
  process.stdout.write(`… ${failures.length} failed, and run once more alone\n`);
  return [...new Set(failures.map(({ file }) => file))].flatMap((file) => {
    const ofFile = failures.filter((failure) => failure.file === file);
    const wholeFile = ofFile.some(({ test }) => test === undefined);
    const only = ofFile.map(({ test = "" }) => test.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const names = wholeFile ? [] : [`--testNamePattern=^(${only.join("|")})$`];
    const again = run([relative(root, file), "--no-file-parallelism", ...names], env, root);
    const stillThere = (/** @type {Failure} */ { test }) =>
      test === undefined ? again.failures.length > 0 || again.status !== 0 : !again.passed.includes(test);
    return ofFile.filter(stillThere);
  });
}

/**
 * @param {string[]} args @param {Record<string, string>} env @param {string} root
 * @returns {Outcome}
 */
function run(args, env, root) {
  const folder = mkdtempSync(join(tmpdir(), "portal-results-"));
  const results = join(folder, "results.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const { status } = spawnSync(process.execPath, [vitestPath(), "run", ...reporters, ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "test", ...env },
  });
  /** @type {FileResult[]} */
  const files = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")).testResults : [];
  rmSync(folder, { recursive: true, force: true });
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(isPassed).map(({ fullName }) => fullName);
  return { passed, failures: files.flatMap(failuresOf), status };
}

/** @param {TestResult} result */
const isPassed = ({ status }) => status === "passed";

/**
 * A test that was skipped counts as failed: nothing skips, and what is skipped behind a failed hook did not run. So does a
 * file that could not be loaded.
 * @param {FileResult} file @returns {Failure[]}
 */
function failuresOf({ name: file, status, assertionResults }) {
  const failed = assertionResults.filter((result) => !isPassed(result));
  if (failed.length > 0) return failed.map(({ fullName }) => ({ file, test: fullName }));
  return status === "failed" ? [{ file }] : [];
}

/** @param {Failure} failure @param {string} root */
const nameOf = ({ file, test }, root) => [relative(root, file), test].filter(Boolean).join(" > ");

/** @param {Failure[]} flaky @param {string} root */
function writeFlaky(flaky, root) {
  const folder = join(root, "test-results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "flaky.txt"), flaky.map((failure) => `${nameOf(failure, root)}\n`).join(""));
}
