import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connect } from "./connection";
import { ask, makeRoom, openIn, type Room, serverPid } from "./fixtures/room";
import { serverProcesses } from "./processes";

/** One for the whole file: each test leaves it stopped. */
let room: Room;
beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.clear());

const clusterOf = (room: Room): string => join(room.dataDir, "postgresql");
const soon = { timeout: 8000, interval: 20 };

test("a killed PostgreSQL is restarted at the same address, and the portal is notified of both", async () => {
  const heard: string[] = [];
  const cluster = await openIn(room, { onDown: () => heard.push("down"), onUp: () => heard.push("up") });
  await ask(cluster.ownerUrl, "CREATE TABLE post AS SELECT 'acknowledged' AS text");
  // A long statement keeps a backend, and so the shared memory, alive after its server's death.
  const busy = await connect(cluster.adminUrl);
  const endless = busy.client
    .query("SELECT sum(sqrt(n)) FROM generate_series(1, 1000000000) n")
    .catch(() => undefined);
  for (let round = 1; round <= 2; round++) {
    process.kill(await serverPid(room), "SIGKILL");
    await vi.waitFor(() => expect(heard).toEqual(Array(round).fill(["down", "up"]).flat()), soon);
    expect(await ask(cluster.ownerUrl, "SELECT text FROM post")).toBe("acknowledged");
  }
  await endless;
  await cluster.stop();
});

test("after kill -9 of one of its processes PostgreSQL answers again, and the portal is notified", async () => {
  const heard: string[] = [];
  const cluster = await openIn(room, { onDown: () => heard.push("down"), onUp: () => heard.push("up") });
  const server = await serverPid(room);
  const victim = await connect(cluster.portalUrl);
  const pid = (await victim.client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
  process.kill(pid, "SIGKILL");
  await victim.ended;
  await vi.waitFor(() => expect(heard).toEqual(["down", "up"]), soon);
  expect(await ask(cluster.portalUrl, "SELECT 1")).toBe(1);
  expect(await serverPid(room)).toBe(server);
  await cluster.stop();
});

test("a stopped server is not restarted, even when it was stopped during a restart", async () => {
  const heard: string[] = [];
  const cluster = await openIn(room, { onDown: () => heard.push("down") });
  process.kill(await serverPid(room), "SIGKILL");
  await vi.waitFor(() => expect(heard).toEqual(["down"]), soon);
  await cluster.stop();
  expect(await serverProcesses(clusterOf(room))).toEqual([]);
  await (await openIn(room)).stop(); // the folder is released: the first cluster left no lock
});

test("a server that does not stop is killed within five seconds", async () => {
  const cluster = await openIn(room);
  const stuck = await connect(cluster.portalUrl);
  const pid = (await stuck.client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
  process.kill(pid, "SIGSTOP");
  const begun = performance.now();
  await cluster.stop();
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(await serverProcesses(clusterOf(room))).toEqual([]);
}, 15_000);
