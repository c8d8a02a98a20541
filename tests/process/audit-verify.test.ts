import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { databaseInside } from "../support/embedded";
import { makeDataDir, makeLoadedDemonstration, startPortal } from "../support/portal";
import { run, testDatabase } from "./databases";

/** Runs the built command as a process of its own. */
function verify(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const { PATH, NODE_ENV } = process.env;
    const command = ["build/process/audit-verify.js", ...args];
    execFile(process.execPath, command, { env: { PATH, NODE_ENV, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

test("beside a running portal, the command says which entry the owner of the database changed", async () => {
  const { portalUrl, ownerUrl } = await testDatabase();
  await startPortal({ databaseUrl: portalUrl, ownerUrl });
  const add = (action: string) =>
    run<{ id: string }>(
      portalUrl,
      `INSERT INTO "AuditEntry" ("id", "at", "action") VALUES (gen_random_uuid(), now(), $1) RETURNING "id"`,
      [action],
    );
  const [first] = await add("role.given");
  await add("session.started");
  await run(portalUrl, "INSERT INTO jobs.job (name) VALUES ('audit.seal')");
  await expect
    .poll(() => run(portalUrl, `SELECT "position" FROM "AuditSeal"`), { timeout: 20_000 })
    .toHaveLength(2);

  const env = { DATABASE_URL: portalUrl };
  const well = await verify([], env);
  expect(well).toMatchObject({ code: 0, output: expect.stringContaining("as it was written") });
  const [, head = ""] = /head: (2:[0-9a-f ]+)/.exec(well.output) ?? [];
  expect((await verify([`--head=${head}`], env)).code).toBe(0);

  await run(ownerUrl, `UPDATE "AuditEntry" SET "action" = 'role.taken' WHERE "id" = $1`, [first?.id]);
  expect(await verify([], env)).toMatchObject({
    code: 1,
    output: expect.stringContaining(`CHANGED: seal 1 (entry ${first?.id}`),
  });
  await run(ownerUrl, `DELETE FROM "AuditSeal"`);
  expect(await verify([`--head=${head}`], env)).toMatchObject({
    code: 1,
    output: expect.stringContaining("HEAD:"),
  });
  expect((await verify(["--head=nonsense"], env)).code).toBe(2);
});

test("it finds the database of a demonstration, running or stopped, and makes none where there is none", async () => {
  const empty = await makeDataDir();
  expect(await verify([`--data-dir=${empty}`])).toMatchObject({
    code: 2,
    output: expect.stringContaining("no portal"),
  });
  const dataDir = await makeLoadedDemonstration();
  const portal = await startPortal({ command: "demo", dataDir });
  const { url } = await databaseInside(portal);
  expect(await run(url, `SELECT 1 AS there`)).toHaveLength(1);
  expect((await verify([`--data-dir=${dataDir}`])).code).toBe(0);
  await portal.stop();
  expect((await verify([`--data-dir=${dataDir}`])).code).toBe(0);
});
