import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { ask, isDatabaseAway } from "./database.server";
import { Prisma } from "./generated/client";

const { urls } = useDatabase();

test("a connection that breaks under its statements fails these alone: the process lives, and the next one is answered", async () => {
  const other = new pg.Client({ connectionString: urls().portalUrl });
  await other.connect();
  onTestFinished(() => other.end());
  const asked = Promise.allSettled([ask(Prisma.sql`SELECT pg_sleep(60)`), ask(Prisma.sql`SELECT 2 AS two`)]);
  await expect
    .poll(async () => {
      const { rows } = await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'`,
      );
      return rows.length;
    })
    .toBe(1);
  expect((await asked).map((each) => each.status === "rejected" && isDatabaseAway(each.reason))).toEqual([
    true,
    true,
  ]);
  expect(await ask(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});
