import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { ask, recordingLog } from "./fixtures/room";
import { openSystemCluster, systemBinaries } from "./system";

test("a temporary server of the system's PostgreSQL has the same roles, and leaves no files", async () => {
  const cluster = await openSystemCluster(recordingLog());
  const folder = String(await ask(cluster.adminUrl, "SHOW data_directory"));
  expect(await ask(cluster.portalUrl, "SELECT current_user")).toBe("remiddh_portal");
  expect(await ask(cluster.portalUrl, "SHOW server_encoding")).toBe("UTF8");
  await ask(cluster.ownerUrl, "CREATE EXTENSION unaccent");
  await cluster.stop();
  expect(existsSync(folder)).toBe(false);
});

test("without a system PostgreSQL, the error says what to install", async () => {
  await expect(systemBinaries([], "")).rejects.toThrow("apt-get install postgresql");
});
