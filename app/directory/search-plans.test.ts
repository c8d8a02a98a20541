import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../tests/bench/directory/generate";
import { useDatabase } from "../../tests/support/database";
import { makeOrganisation, makeViewer } from "../../tests/support/factories";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import { indexOrganisations } from "../organisations/index.server";
import { indexRowsVisibleTo } from "../organisations/index-visibility.server";
import { directoryWords, nearWordsQuery, parseQuery } from "../search-language/query.server";
import { readDirectoryQuery } from "./directory-query-form.server";
import { findQuery, searchDirectory } from "./organisation-search.server";

const { urls } = useDatabase("demonstration");
/** Enough rows that a sequential scan costs more than an index on any machine, so that no plan needs to be disabled. */
const size = 3_000;
let viewer: Viewer;

beforeAll(async () => {
  const ids = await generate(urls().portalUrl, 0, size);
  await inTransaction((tx) => indexOrganisations(tx, ids), { timeoutMs: 120_000 });
  await settle();
  viewer = await makeViewer({ organisation: await makeOrganisation() });
}, 180_000);

/**
 * Does what autovacuum would do later: fresh statistics, and the GIN pending lists merged. Until then the planner
 * overestimates the cost of these indexes.
 */
async function settle(): Promise<void> {
  const owner = new pg.Client({ connectionString: urls().ownerUrl });
  await owner.connect();
  await owner.query(`VACUUM (ANALYZE) "OrganisationIndex", "SearchWord"`);
  await owner.end();
}

async function planOf(query: Prisma.Sql): Promise<string> {
  const rows = await db.$queryRaw<{ "QUERY PLAN": string }[]>(Prisma.sql`EXPLAIN ${query}`);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

describe("directory queries use indexes", () => {
  test("words with two facets", async () => {
    const query = readDirectoryQuery(
      new URLSearchParams("q=juristes zinder&region=NE-7&theme=acces-justice"),
    );
    const question = await parseQuery(query.q, directoryWords(1));
    const words = Prisma.sql`(i."vector" @@ to_tsquery('portal_french', ${question.all}) OR i."exact" @> ARRAY[word_key(${query.q})])`;
    const plan = await planOf(findQuery(query, question, await indexRowsVisibleTo(viewer), words));
    expect(plan).toContain("OrganisationIndex_vector_idx");
    expect(plan).toContain("OrganisationIndex_exact_idx");
    expect(plan).not.toMatch(/Seq Scan on "OrganisationIndex"/);
  });

  test("words that may be misspelt", async () => {
    const plan = await planOf(nearWordsQuery(["juriste", "zindeur"], directoryWords(1)));
    expect(plan).toContain("SearchWord_word_trgm");
    expect(plan).toContain("SearchWord_sound_idx");
    expect(plan).toContain("SearchWord_pkey");
  });
});

test("facet counts equal the numbers of rows", async () => {
  const { facets, total } = await searchDirectory(
    viewer,
    readDirectoryQuery(new URLSearchParams("region=NE-7")),
    "fr",
  );
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT "organisationId")::int AS count FROM "OrganisationRegion" WHERE "regionCode" = 'NE-7'`;
  expect(total).toBe(row?.count);
  expect(facets.region.find(({ value }) => value === "NE-7")?.count).toBe(total);
  const types = facets.type.reduce((sum, { count }) => sum + count, 0);
  expect(types).toBe(total);
});
