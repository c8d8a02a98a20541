import { expect, test } from "vitest";
import { db } from "../app/db/database.server";
import { useDatabase } from "../tests/support/database";

useDatabase();

/** Without one, deleting a row reads the whole table that refers to it. The tables of `jobs` are pg-boss's own. */
test("every foreign key has an index that begins with its columns", async () => {
  const unindexed = await db.$queryRaw<{ key: string }[]>`
    SELECT format('%s (%s)', c.conrelid::regclass, (
      SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, place)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum)) AS "key"
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace <> 'jobs'::regnamespace AND NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisvalid AND i.indpred IS NULL
        AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
    ORDER BY 1`;
  expect(unindexed.map(({ key }) => key)).toEqual([]);
});
