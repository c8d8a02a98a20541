import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { openSystemCluster } from "../../server/postgres/system";

/**
 * Prisma's engine of the tool (6.19) does not know PostgreSQL 18: it gives up at the first NOT NULL, which is a
 * constraint of its own there. What the migrations make is the same in every version.
 */
test("migrations and schema.prisma agree, on the catalogue of a living database", async () => {
  const { adminUrl, stop } = await openSystemCluster(pino({ level: "silent" }));
  onTestFinished(stop);
  const check = promisify(execFile)("prisma/tools/migration-diff", ["--check", adminUrl]);
  const difference = await check.then(
    () => "",
    ({ stdout, stderr }) => `${stdout}${stderr}`,
  );
  expect(difference).toBe("");
}, 180_000);
