import { randomBytes } from "node:crypto";
import type pg from "pg";
import { inject, onTestFinished } from "vitest";
import { withClient } from "../../server/postgres";
import { copyDatabase, type TestDatabase } from "../support/database";
import type { templates } from "../support/global-setup";
import { inDatabase } from "../support/global-setup";

/** A copy of a template of the run, which goes with the test. */
export async function testDatabase(template: keyof typeof templates = "empty"): Promise<TestDatabase> {
  const database = await copyDatabase(template);
  onTestFinished(database.drop);
  return database;
}

/** A database with nothing in it, not even migrations, which goes with the test. */
export async function bareDatabase(encoding = "UTF8"): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, portalUrl } = inject("cluster");
  const name = `bare_${randomBytes(6).toString("hex")}`;
  await run(
    adminUrl,
    `CREATE DATABASE ${name} OWNER remiddh_owner TEMPLATE template0 ENCODING '${encoding}' LOCALE 'C'`,
  );
  const drop = async () => {
    await run(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  onTestFinished(drop);
  return { ownerUrl: inDatabase(ownerUrl, name), portalUrl: inDatabase(portalUrl, name), drop };
}

/** One statement on a connection of its own. @returns the rows. */
export async function run<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return await withClient(url, async (client) => (await client.query<Row>(sql, values)).rows);
}
