import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { serverProcesses } from "../../server/postgres/processes";
import { follow, makeLoadedDemonstration } from "../support/portal";

/** `npm run demo`, in a process group of its own, as a terminal gives it. */
async function npmRunDemo() {
  const dataDir = await makeLoadedDemonstration();
  const child = spawn("npm", ["run", "demo", "--", "--port=0", `--data-dir=${dataDir}`], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const group = child.pid;
  if (!group) throw new Error("npm did not start"); // kill(0) would hit the tests
  const toGroup = (signal: NodeJS.Signals) => {
    try {
      process.kill(-group, signal);
    } catch {
      // It has no members left.
    }
  };
  onTestFinished(() => toGroup("SIGKILL"));
  const npm = follow(child, dataDir);
  await npm.printed(/Ctrl-C stops it/);
  return { npm, toGroup, cluster: join(dataDir, "postgresql") };
}

test("Ctrl-C in the terminal, which reaches npm and the portal, ends both and the database", async () => {
  const { npm, toGroup, cluster } = await npmRunDemo();
  toGroup("SIGINT");
  await npm.exited;
  expect(npm.output()).toContain("Stopping");
  expect(npm.output()).not.toMatch(/Error|fault/);
  expect(await serverProcesses(cluster)).toEqual([]);
});

test("SIGTERM to npm alone ends the portal and the database with it", async () => {
  const { npm, cluster } = await npmRunDemo();
  const { tookMs } = await npm.stop("SIGTERM");
  expect(tookMs).toBeLessThan(5_000);
  expect(npm.output()).toContain("Stopping");
  expect(await serverProcesses(cluster)).toEqual([]);
});
