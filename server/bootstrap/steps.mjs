import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { join } from "node:path";

/** The folder of the checkout. */
export const root = join(import.meta.dirname, "../..");

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs one step; its output is shown as it comes, or only when it fails. A signal is passed to the step first, so that no
 * installation continues after this process has ended.
 * @param {string} command @param {string[]} args
 * @param {{ env?: Record<string, string>, shown?: boolean }} [options]
 */
export async function run(command, args, { env = {}, shown = false } = {}) {
  refuseReadOnly();
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: shown ? "inherit" : ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  /** @type {NodeJS.Signals[]} */
  const asked = [];
  /** @type {string[]} */
  const output = [];
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    asked.push(signal);
    child.kill(signal);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => output.push(String(data)));
  for (const signal of signals) process.on(signal, pass);
  const [status] = await once(child, "close").catch((error) => [String(error.message)]);
  for (const signal of signals) process.off(signal, pass);
  if (asked[0]) process.kill(process.pid, asked[0]);
  if (status === 0) return;
  fail(`${output.join("")}\nThis step failed (${status}): ${command} ${args.join(" ")}`);
}

function refuseReadOnly() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    fail(
      `The portal has to be built first, and this user may not write in ${root}: run "npm run build" as its owner.`,
    );
  }
}

/** @param {string} step */
export function say(step) {
  process.stdout.write(`… ${step}\n`);
}

/** @param {string} sentence @returns {never} */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
