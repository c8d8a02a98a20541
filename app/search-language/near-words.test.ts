import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "../../tests/support/database";
import { db } from "../db/database.server";
import { directoryWords, nearWordsQuery } from "./query.server";

useDatabase("demonstration");

/** Far more known words than a network will have. */
const words = 20_000;

beforeAll(async () => {
  await db.$executeRaw`
    INSERT INTO "SearchWord" ("word", "sound", "length")
    SELECT word, sound_of(word), length(word)
    FROM (SELECT DISTINCT left(translate(md5(n::text), '0123456789', 'aeiouaeiou'), 3 + n % 10) AS word
          FROM generate_series(1, ${words}::int) AS n) AS made
    ON CONFLICT DO NOTHING`;
});

test.each(["tilaberi", "jmd", "alarmephonesahara", "zi"])(
  "among twenty thousand known words, those near “%s” are found by index scans only",
  async (word) => {
    const plan = await db.$transaction(async (tx) => {
      // At this size the planner may prefer a sequential scan; the test checks that an index exists for every
      // branch.
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      const rows = await tx.$queryRaw<
        { "QUERY PLAN": string }[]
      >`EXPLAIN ${nearWordsQuery([word], directoryWords(3))}`;
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(plan).not.toMatch(/Seq Scan on "SearchWord"/);
    for (const index of ["pkey", "sound_idx", "word_trgm"]) {
      expect(plan).toContain(`SearchWord_${index}`);
    }
  },
);
