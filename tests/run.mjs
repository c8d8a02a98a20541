import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { prepare } from "../server/bootstrap/prepare.mjs";
import { runVitest } from "./vitest.mjs";

/**
 * `npm test`: installs what it needs, runs everything, and ends with one line "N passed, N failed". Arguments go
 * to vitest (`npm test -- directory`).
 */

await prepare();
installSystemPackages();
runVitest(process.argv.slice(2));

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
