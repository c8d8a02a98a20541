import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { grantToPortal } from "../../server/database/grants";
import { applyInTransaction, bookkeeping, migrate, readMigrations } from "../../server/database/migrate";
import { withClient } from "../../server/postgres";
import { openSystemCluster } from "../../server/postgres/system";
import { bareDatabase, run } from "./databases";

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

/** The migration that gives join requests and space invitations a table each. */
const split = "20261201031000_join_requests";

test("join requests and space invitations keep every row, and the portal's role its grants, when they are split", async () => {
  const { ownerUrl, portalUrl } = await bareDatabase();
  const all = await readMigrations("prisma/migrations");
  const at = all.findIndex(({ name }) => name === split);
  await withClient(ownerUrl, async (owner) => {
    await owner.query(bookkeeping);
    for (const migration of all.slice(0, at)) await applyInTransaction(owner, migration);
    await owner.query(`
      INSERT INTO "Person" ("id", "email", "name", "createdAt") VALUES
        ('00000000-0000-7000-8000-000000000001', 'a@example.org', 'A', now()),
        ('00000000-0000-7000-8000-000000000002', 'b@example.org', 'B', now());
      INSERT INTO "Space" ("id", "kind", "slug", "name", "createdAt")
      VALUES ('00000000-0000-7000-8000-000000000003', 'project', 's', 'S', now());
      INSERT INTO "SpaceAsk" ("id", "spaceId", "personId", "kind", "role", "message", "createdAt", "createdById",
        "decidedAt", "decidedById", "accepted", "reason")
      SELECT a."id"::uuid, '00000000-0000-7000-8000-000000000003', a."person"::uuid, a."kind"::"SpaceAskKind", 'member',
        a."message", now(), a."person"::uuid, a."decidedAt", a."person"::uuid, a."accepted", a."reason"
      FROM (VALUES
        ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-000000000001', 'request', 'Bonjour', now(), false, 'Non'),
        ('00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-000000000001', 'invitation', '', now(), true, NULL),
        ('00000000-0000-7000-8000-00000000000c', '00000000-0000-7000-8000-000000000002', 'invitation', '', NULL, NULL, NULL)
      ) a("id", "person", "kind", "message", "decidedAt", "accepted", "reason");
      INSERT INTO "JoinRequest" ("id", "name", "email", "organisation", "message", "createdAt")
      VALUES ('00000000-0000-7000-8000-00000000000d', 'C', 'c@example.org', 'O', 'M', now());
      INSERT INTO "Restoration" ("personId", "kind", "askedById", "expiresAt") VALUES
        ('00000000-0000-7000-8000-000000000001', 'unlock', '00000000-0000-7000-8000-000000000002', now())`);
  });
  await grantToPortal(ownerUrl, portalUrl);
  const applied = await migrate(ownerUrl, "prisma/migrations");
  expect(applied[0]).toBe(split);
  await grantToPortal(ownerUrl, portalUrl);
  const read = async (sql: string) => await run(portalUrl, sql);
  expect(
    await read(`SELECT right("id"::text, 1) AS "id", "message", "accepted", "reason" FROM "JoinRequest"`),
  ).toEqual([{ id: "a", message: "Bonjour", accepted: false, reason: "Non" }]);
  expect(
    await read(
      `SELECT right("id"::text, 1) AS "id", "accepted", "decidedAt" IS NULL AS "open" FROM "SpaceInvitation" ORDER BY "id"`,
    ),
  ).toEqual([
    { id: "b", accepted: true, open: false },
    { id: "c", accepted: null, open: true },
  ]);
  expect(await read(`SELECT "name" FROM "AccessRequest"`)).toEqual([{ name: "C" }]);
  expect(await read(`SELECT right("requestedById"::text, 1) AS "by" FROM "Restoration"`)).toEqual([
    { by: "2" },
  ]);
  await read(`DELETE FROM "SpaceInvitation"`);
});
