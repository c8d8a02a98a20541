import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { isRoot } from "./account";
import { binariesIn, embeddedBinaries } from "./binaries";
import { explain, explainOutput } from "./errors";
import { ask, newRoom, openIn } from "./fixtures/room";
import { CannotStartDatabase, checkFormat, DataFolderOtherMajor, DataFolderTooNew } from "./index";
import { freePort } from "./port";

vi.mock("./port", { spy: true });

test("a data folder of a later portal is refused before anything in it is changed", async () => {
  const room = await newRoom();
  const { dataDir } = room;
  await mkdir(dataDir);
  await writeFile(join(dataDir, "portal.json"), '{"format":2}');
  await expect(openIn(room)).rejects.toThrow(DataFolderTooNew);
  await expect(checkFormat(dataDir)).rejects.toThrow(
    "was written by a later version (format 2; this portal knows format 1)",
  );
  expect(await readdir(dataDir)).toEqual(["portal.json"]);
});

test("a cluster of another major version of PostgreSQL is refused with a reason", async () => {
  const room = await newRoom();
  await (await openIn(room)).stop();
  const version = join(room.dataDir, "postgresql", "PG_VERSION");
  await writeFile(version, "19\n");
  await expect(openIn(room)).rejects.toThrow(DataFolderTooNew);
  await writeFile(version, "15\n");
  await expect(openIn(room)).rejects.toThrow(DataFolderOtherMajor);
  await writeFile(version, "18\n");
  await (await openIn(room)).stop();
});

test("a damaged file of the data folder is named", async () => {
  const room = await newRoom();
  await mkdir(room.dataDir);
  await writeFile(join(room.dataDir, "portal.json"), "{");
  await expect(openIn(room)).rejects.toThrow(`The file ${join(room.dataDir, "portal.json")} cannot be read`);
});

test("a data folder that the portal may not write is refused with a reason", async () => {
  const room = await newRoom();
  await writeFile(join(room.folder, "file"), "");
  const below = openIn({ ...room, dataDir: join(room.folder, "file", "data") });
  await expect(below).rejects.toMatchObject({
    reason: "damaged",
    message: expect.stringContaining("is not a folder"),
  });
  // Where not even root may: Node's recursive mkdir would loop forever.
  await expect(openIn({ ...room, dataDir: "/proc/portal/data" })).rejects.toMatchObject({
    reason: "not-permitted",
  });
  if (isRoot()) return; // root may write everywhere
  await mkdir(room.dataDir, { mode: 0o500 });
  await expect(openIn(room)).rejects.toMatchObject({ reason: "not-permitted" });
  await chmod(room.dataDir, 0o700);
});

test("a full disk is reported as such, whether the portal or PostgreSQL detects it first", () => {
  const sentence =
    "The disk that holds /srv/data is full: free some space and start again; nothing that was saved is lost.";
  for (const code of ["ENOSPC", "EDQUOT", "53100"]) {
    expect(explain(Object.assign(new Error("write"), { code }), "/srv/data")).toMatchObject({
      message: sentence,
    });
  }
  // Observed on a small tmpfs: from initdb, from initdb with a partly written last block, from the server.
  const outputs = [
    'FATAL:  could not extend file "base/1/2691": No space left on device',
    'FATAL:  could not extend file "base/1/1255": wrote only 4096 of 8192 bytes at block 81',
    '53100 FATAL:  could not write lock file "postmaster.pid": No space left on device',
  ];
  for (const output of outputs) {
    const lines = ["running bootstrap script ...", output, "PANIC:  cannot abort transaction 1", ""];
    expect(explainOutput("initdb", lines, "/srv/data")).toMatchObject({
      reason: "disk-full",
      message: sentence,
    });
  }
  const shm = '53100 FATAL:  could not resize shared memory segment "/PostgreSQL.1": No space left on device';
  expect(explainOutput("PostgreSQL", [shm], "/srv/data")).toMatchObject({ reason: "no-memory" });
});

test("a failure with an unknown cause is reported with PostgreSQL's last output", () => {
  const lines = [
    "00000 LOG:  starting",
    '55000 FATAL:  invalid value for parameter "x"',
    "00000 LOG:  shutting down",
  ];
  const told = 'PostgreSQL could not start the database: invalid value for parameter "x"';
  expect(explainOutput("PostgreSQL", lines, "/srv/data").message).toBe(told);
});

test("on a platform without a package, the message says what to do", async () => {
  const arch = vi.spyOn(process, "arch", "get").mockReturnValue("mips");
  await expect(embeddedBinaries(undefined, "/nowhere")).rejects.toThrow(
    /-mips\) is not installed.*DATABASE_URL/,
  );
  arch.mockRestore();
  const { folder } = await newRoom();
  await expect(binariesIn(folder, undefined)).rejects.toThrow(CannotStartDatabase);
});

test("a port taken by another program is replaced by another", async () => {
  const room = await newRoom();
  const port = await freePort();
  const taker = createServer().listen(port, "127.0.0.1");
  vi.mocked(freePort).mockResolvedValueOnce(port);
  const cluster = await openIn(room);
  expect(new URL(cluster.adminUrl).port).not.toBe(String(port));
  expect(await ask(cluster.portalUrl, "SELECT 1")).toBe(1);
  await cluster.stop();
  taker.close();
});
