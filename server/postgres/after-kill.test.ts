import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connect } from "./connection";
import { ask, makeRoom, newRoom, openIn, type Room, serverPid } from "./fixtures/room";
import { readPidFile, serverProcesses } from "./processes";
import { run } from "./run";

/** One for the whole file: each test leaves it stopped. */
let room: Room;
beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.clear());

const clusterOf = (room: Room): string => join(room.dataDir, "postgresql");

test("after kill -9 of the portal the next start stops the orphaned server and recovers the data", async () => {
  const portal = room.portal();
  const { ownerUrl } = await portal.news("opened");
  await ask(ownerUrl, "CREATE TABLE orphaned AS SELECT 'acknowledged' AS text");
  const orphan = await serverPid(room);
  await portal.kill();
  expect(await serverProcesses(clusterOf(room))).toContain(orphan);

  const next = await openIn(room);
  expect(await serverProcesses(clusterOf(room))).not.toContain(orphan);
  expect(await ask(next.ownerUrl, "SELECT text FROM orphaned")).toBe("acknowledged");
  await next.stop();
});

test("after kill -9 of portal and PostgreSQL together the next start recovers the data", async () => {
  const portal = room.portal();
  const { ownerUrl } = await portal.news("opened");
  await ask(ownerUrl, "CREATE TABLE killed AS SELECT 'acknowledged' AS text");
  const orphan = await serverPid(room);
  await portal.kill();
  process.kill(orphan, "SIGKILL");

  const next = await openIn(room);
  expect(await ask(next.ownerUrl, "SELECT text FROM killed")).toBe("acknowledged");
  await next.stop();
});

test("Ctrl-C in the terminal does not reach the database", async () => {
  const portal = room.portal();
  const { portalUrl } = await portal.news("opened");
  const watching = await connect(portalUrl);
  process.kill(-portal.group(), "SIGINT"); // like a terminal: to the whole process group
  const server = await serverPid(room);
  expect((await run("ps", ["-o", "pgid=", "-p", String(server)])).lines[0]?.trim()).toBe(String(server));
  expect(await ask(portalUrl, "SELECT 1")).toBe(1);
  expect((await watching.client.query("SELECT 2 AS two")).rows).toEqual([{ two: 2 }]);
  await watching.client.end();
  await portal.kill();
});

test("a first start interrupted by kill -9 at any moment is repaired by the next", async () => {
  const room = await newRoom();
  const isDraft = (name: string): boolean => name.startsWith("postgresql.new-");
  const moments = [
    async () => expect((await readdir(room.dataDir)).some(isDraft)).toBe(true),
    async () => expect((await readdir(room.dataDir)).includes("postgresql")).toBe(true),
    async () => expect((await readPidFile(clusterOf(room)))?.ready).toBe(true),
  ];
  for (const moment of moments) {
    const portal = room.portal();
    await vi.waitFor(moment, { timeout: 8000, interval: 2 });
    await portal.kill();
  }
  const cluster = await openIn(room);
  expect(await ask(cluster.portalUrl, "SELECT 1")).toBe(1);
  expect((await readdir(room.dataDir)).filter(isDraft)).toEqual([]);
  await cluster.stop();
}, 20_000);

test("a start that finds no roles and no database creates them", async () => {
  const cut = await openIn(room);
  await ask(cut.adminUrl, "DROP DATABASE remiddh");
  await ask(cut.adminUrl, "DROP ROLE remiddh_portal");
  await cut.stop();
  const cluster = await openIn(room);
  expect(await ask(cluster.portalUrl, "SELECT 1")).toBe(1);
  await cluster.stop();
});

test("an unrelated process with the dead server's PID is left alone and does not prevent the start", async () => {
  await (await openIn(room)).stop();
  const { uid, gid } = await stat(clusterOf(room));
  const stranger = spawn("sleep", ["60"], process.getuid?.() === 0 ? { uid, gid, cwd: "/" } : { cwd: "/" });
  await once(stranger, "spawn");
  const note = join(clusterOf(room), "postmaster.pid");
  await writeFile(note, `${stranger.pid}\n${clusterOf(room)}\n1700000000\n5432\n\n127.0.0.1\n\nready\n`, {
    mode: 0o600,
  });
  await chown(note, uid, gid);

  const cluster = await openIn(room);
  expect(await ask(cluster.portalUrl, "SELECT 1")).toBe(1);
  expect([stranger.exitCode, stranger.signalCode]).toEqual([null, null]);
  stranger.kill();
  await cluster.stop();
});

test("a lost password file is created again, and the data stays", async () => {
  const first = await openIn(room);
  await ask(first.ownerUrl, "CREATE TABLE unlocked AS SELECT 'acknowledged' AS text");
  const path = join(room.dataDir, "postgresql-passwords.json");
  const former = await readFile(path, "utf8");
  await first.stop();
  await rm(path);
  const cluster = await openIn(room);
  expect(await ask(cluster.ownerUrl, "SELECT text FROM unlocked")).toBe("acknowledged");
  expect(await readFile(path, "utf8")).not.toBe(former);
  await cluster.stop();
});
