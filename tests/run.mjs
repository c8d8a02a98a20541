import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { prepare } from "../server/bootstrap/prepare.mjs";
import { runVitest } from "./vitest.mjs";

/**
 * `npm test`: installs what it needs, runs everything, and ends with one line "N passed, N failed". Arguments go
 * to vitest (`npm test -- directory`).
 */

const installed = installSystemPackages();
await prepare();
await installed;
runVitest(process.argv.slice(2));

/**
 * Chromium, a PostgreSQL and an IMAP server of the system's, where this machine lets us install them, while the rest is
 * made ready. Where it does not, the tests that need them fail and say what is missing.
 */
async function installSystemPackages() {
  const missing = [
    ...(existsSync("/usr/bin/chromium-headless-shell") ? [] : ["chromium-headless-shell"]),
    ...(existsSync("/usr/lib/postgresql") ? [] : ["postgresql"]),
    ...(existsSync("/usr/sbin/dovecot") ? [] : ["dovecot-imapd"]),
  ];
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (missing.length === 0 || !mayInstall) return;
  process.stdout.write(`… installing ${missing.join(" and ")} (apt-get)\n`);
  await aptGet("update", "-qq");
  for (const name of missing) await install(name);
  // Older systems have the whole browser only; it does the same work a little slower.
  if (!existsSync("/usr/bin/chromium-headless-shell") && !existsSync("/usr/bin/chromium"))
    await install("chromium");
}

/** @param {string} name */
async function install(name) {
  await aptGet("install", "-y", "-qq", "--no-install-recommends", name);
}

/** @param {string[]} args */
async function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await once(spawn("apt-get", args, { stdio: "ignore", env }), "close");
}
