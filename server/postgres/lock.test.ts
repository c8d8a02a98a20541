import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newRoom, recordingLog } from "./fixtures/room";
import { DataFolderInUse, openCluster, removeCluster } from "./index";

test("a second portal on the same folder is refused while the first runs, also through a symbolic link", async () => {
  const { dataDir, systemDir, folder } = await newRoom();
  const options = { systemDir, durable: false, log: recordingLog() };
  const first = await openCluster({ dataDir, ...options });
  await symlink(dataDir, join(folder, "link"));
  for (const path of [dataDir, join(folder, "link"), join(dataDir, "..", "data")]) {
    await expect(openCluster({ dataDir: path, ...options })).rejects.toThrow(DataFolderInUse);
  }
  const refusal = openCluster({ dataDir, ...options });
  await expect(refusal).rejects.toThrow(`Another portal is already running on ${dataDir}: stop it first`);
  await expect(removeCluster(dataDir, { systemDir })).rejects.toThrow(DataFolderInUse);
  await first.stop();
  await (await openCluster({ dataDir, ...options })).stop();
});

test("of two portals started concurrently on a new folder exactly one opens it", async () => {
  const room = await newRoom();
  const portals = [room.portal(), room.portal()];
  const outcomes = await Promise.all(
    portals.map((portal) => Promise.race([portal.news("opened"), portal.news("refused")])),
  );
  const names = outcomes.map((news) => (news.event === "refused" ? news.name : news.event)).sort();
  expect(names).toEqual(["DataFolderInUse", "opened"]);
});
