import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { serverProcesses } from "../../server/postgres/processes";
import { personasInside } from "../support/embedded";
import { LiveClient } from "../support/live-client";
import { launchPortal, makeLoadedDemonstration, startPortal } from "../support/portal";
import { signInAs } from "../support/visitor";

/** The processes that this one has started, by their commands' lines. */
async function childrenOf(pid: number, command: RegExp): Promise<number[]> {
  const ids = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8"))
    .split(" ")
    .filter(Boolean)
    .map(Number);
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return ids.filter((_, index) => command.test(lines[index] ?? ""));
}

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

test("two app processes behind the proxy serve as one: each answers, polling holds, a killed one comes back, Ctrl-C ends all", async () => {
  const portal = await startPortal({
    command: "demo",
    dataDir: await makeLoadedDemonstration(),
    args: ["--processes=2"],
  });
  const appProcesses = () => childrenOf(portal.pid, /app-process/);
  const before = await appProcesses();
  expect(before).toHaveLength(2);

  const [member] = await personasInside(portal);
  const visitor = await signInAs(portal.url, member ?? null);
  for (const transports of [["polling"], ["websocket"], ["polling", "websocket"]]) {
    // Twice, so that both processes have one.
    for (let count = 0; count < 2; count++) {
      const client = await new LiveClient(portal.url, visitor.cookieHeader, { transports }).connected();
      expect(await client.ask("thread:leave", { thread: crypto.randomUUID() })).toEqual({ ok: true });
      client.close();
    }
  }

  process.kill(before[0] ?? 0, "SIGKILL");
  const statuses: number[] = [];
  await vi.waitFor(
    async () => {
      statuses.push((await visitor.get("/annuaire")).status);
      const after = await appProcesses();
      expect(after.filter((pid) => !before.includes(pid))).toHaveLength(1);
    },
    { timeout: 10_000, interval: 20 },
  );
  // The other one answered all along.
  expect(new Set(statuses)).toEqual(new Set([200]));

  const last = await appProcesses();
  const { code, tookMs } = await portal.stop("SIGINT");
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(5_000);
  expect(last.every(isGone)).toBe(true);
  expect(await serverProcesses(join(portal.dataDir, "postgresql"))).toEqual([]);
});

test("app processes do not outlive a killed demonstration", async () => {
  const portal = await startPortal({
    command: "demo",
    dataDir: await makeLoadedDemonstration(),
    args: ["--processes=2"],
  });
  const pids = await childrenOf(portal.pid, /app-process/);
  onTestFinished(() => {
    for (const pid of pids) if (!isGone(pid)) process.kill(pid, "SIGKILL");
  });
  await portal.kill();
  await vi.waitFor(() => expect(pids.every(isGone)).toBe(true), { timeout: 6_000 });
});

test("a number of processes that is none stops it with one message", async () => {
  const portal = await launchPortal({ command: "demo", args: ["--processes=many"] });
  expect((await portal.exited).code).toBe(1);
  expect(portal.output()).toContain("--processes must be a number from 1 to 4");
});
