import { pino } from "pino";
import { expect, inject, onTestFinished, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "../../app/db/database.server";
import { loadDemonstration } from "../../prisma/demo/load.server";
import { readMigrations } from "../../server/database/migrate";
import { openSystemCluster } from "../../server/postgres/system";
import { launchPortal, startPortal } from "../support/portal";
import { testPorts } from "../support/ports";
import { signInAs } from "../support/visitor";
import { bareDatabase, run, testDatabase } from "./databases";

interface Urls {
  portalUrl: string;
  ownerUrl: string;
}

async function systemServer(): Promise<Urls> {
  const cluster = await openSystemCluster(pino({ level: "silent" }));
  onTestFinished(cluster.stop);
  return cluster;
}

const servers: [string, RegExp, () => Promise<Urls>][] = [
  ["the PostgreSQL that npm brings", /^18\./, bareDatabase],
  ["the PostgreSQL of the system", /^\d+\./, systemServer],
];

test.each(servers)(
  "on an empty database of %s it sets itself up, and people sign in and find",
  async (_, version, given) => {
    const { portalUrl, ownerUrl } = await given();
    const portal = await startPortal({ databaseUrl: portalUrl, ownerUrl });
    expect(await run(portalUrl, "SHOW server_version")).toEqual([
      { server_version: expect.stringMatching(version) },
    ]);
    const personas = inject("personas");
    testPorts();
    connectDatabase(portalUrl, 2);
    await loadDemonstration(personas, true);
    await disconnectDatabase();

    const member = personas.find(({ role }) => role === "member");
    const visitor = await signInAs(portal.url, member ?? null);
    const found = await (await visitor.get("/annuaire?q=alarm+fone+sahara")).text();
    expect(found.includes("Alarme Phone Sahara")).toBe(true);
  },
);

test("two that start at once on an empty database both come up, and each migration is applied once", async () => {
  const { portalUrl, ownerUrl } = await bareDatabase();
  const starts = [1, 2].map(() => startPortal({ databaseUrl: portalUrl, ownerUrl }));
  for (const portal of await Promise.all(starts)) {
    expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
  }
  const applied = await run(ownerUrl, "SELECT migration_name AS name FROM _prisma_migrations ORDER BY name");
  const known = await readMigrations("prisma/migrations");
  expect(applied).toEqual(known.map(({ name }) => ({ name })));
});

test("the portal's role can add to the audit record and read it, never change it", async () => {
  const { portalUrl, ownerUrl } = await testDatabase();
  await startPortal({ databaseUrl: portalUrl, ownerUrl });
  await run(
    portalUrl,
    `INSERT INTO "AuditEntry" ("id", "at", "action", "details") VALUES (gen_random_uuid(), now(), 'test.made', '{}')`,
  );
  expect(await run(portalUrl, `SELECT "action" FROM "AuditEntry"`)).toEqual([{ action: "test.made" }]);
  for (const change of [
    `UPDATE "AuditEntry" SET "action" = 'other'`,
    `DELETE FROM "AuditEntry"`,
    `TRUNCATE "AuditEntry"`,
    `DROP TABLE "AuditEntry"`,
    `ALTER TABLE "AuditEntry" DISABLE TRIGGER ALL`,
    "SET ROLE remiddh_owner",
  ]) {
    await expect(run(portalUrl, change), change).rejects.toThrow(/permission denied|must be owner/);
  }
});

test("the portal's role can make nothing, and does not see the bookkeeping of migrations", async () => {
  const { portalUrl, ownerUrl } = await testDatabase();
  await startPortal({ databaseUrl: portalUrl, ownerUrl });
  for (const attempt of ["CREATE TABLE mine (id int)", "SELECT * FROM _prisma_migrations"]) {
    await expect(run(portalUrl, attempt), attempt).rejects.toThrow("permission denied");
  }
});

test("with one role for everything it runs, and says what is lost by it", async () => {
  const { ownerUrl } = await testDatabase();
  const portal = await startPortal({ databaseUrl: ownerUrl });
  expect(portal.output()).toContain("may change the audit record");
  expect(portal.output()).toContain("DATABASE_OWNER_URL");
});

test("a database of a later portal is refused, and left as it is", async () => {
  const { portalUrl, ownerUrl } = await testDatabase();
  await run(
    ownerUrl,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('1', 'x', '20991231000000_later', now())`,
  );
  expect(await refusal({ databaseUrl: portalUrl, ownerUrl })).toContain(
    "belongs to a newer version of the portal: it holds the migration 20991231000000_later",
  );
});

test("an applied migration in another wording is refused", async () => {
  const { portalUrl, ownerUrl } = await testDatabase();
  await run(ownerUrl, "UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name LIKE '%_house'");
  expect(await refusal({ databaseUrl: portalUrl, ownerUrl })).toContain("was changed after the fact");
});

test("a server that cannot be used is told in one sentence, without a password", async () => {
  const { portalUrl, ownerUrl } = await testDatabase();
  const other = await testDatabase();
  const unfit = await bareDatabase("SQL_ASCII");
  const changed = (url: string, change: (url: URL) => void) => {
    const made = new URL(url);
    change(made);
    return made.href;
  };
  const cases: [string, string, string][] = [
    ["does not answer", changed(portalUrl, (url) => (url.port = "1")), ownerUrl],
    ["does not answer", portalUrl, changed(ownerUrl, (url) => (url.hostname = "nowhere.invalid"))],
    [
      "password authentication failed",
      changed(portalUrl, (url) => (url.password = "wrong-secret")),
      ownerUrl,
    ],
    ["does not exist", portalUrl, changed(ownerUrl, (url) => (url.pathname = "/absent"))],
    ["two different databases", other.portalUrl, ownerUrl],
    ["encoded in SQL_ASCII", unfit.portalUrl, unfit.ownerUrl],
    ["Give the owner of the database in DATABASE_OWNER_URL", (await bareDatabase()).portalUrl, ""],
  ];
  for (const [sentence, databaseUrl, owner] of cases) {
    const told = await refusal({ databaseUrl, ownerUrl: owner });
    expect(told).toContain(sentence);
    expect(told).not.toMatch(/ {4}at |wrong-secret/);
    expect(told).not.toContain(new URL(portalUrl).password);
  }
});

/** What a portal prints that cannot start; it ends with exit code 1. */
async function refusal(urls: { databaseUrl: string; ownerUrl: string }): Promise<string> {
  const portal = await launchPortal(urls);
  expect((await portal.exited).code).toBe(1);
  return portal.output();
}
