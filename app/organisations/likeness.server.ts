import { type Database, db } from "../db/database.server";

/** An organisation that a name may mean. */
export interface SimilarOrganisation {
  id: string;
  name: string;
  /** Equal name or acronym; otherwise only similar. */
  exact: boolean;
}

/** Above this number of names only phonetic equality is used: trigrams would take minutes. */
const maxCompared = 1_500;

/** For each name, the candidates: exact matches, then names that sound the same word by word, or share most trigrams. */
export async function findSimilar(
  names: readonly { name: string; acronym: string }[],
  tx: Database = db,
): Promise<SimilarOrganisation[][]> {
  const rows = await tx.$queryRaw<(SimilarOrganisation & { n: number })[]>`
    WITH asked AS (
      SELECT n::int, name, word_key(name) AS bare, word_key(acronym) AS short,
        ARRAY(SELECT sound_of(w) FROM words_of(name) AS w ORDER BY 1) AS sounds
      FROM unnest(${names.map(({ name }) => name)}::text[], ${names.map(({ acronym }) => acronym)}::text[])
        WITH ORDINALITY AS a(name, acronym, n)
    ), known AS MATERIALIZED (
      SELECT i."organisationId" AS id, i."card"->>'name' AS name, i."exact",
        ARRAY(SELECT sound_of(w) FROM words_of(i."card"->>'name') AS w ORDER BY 1) AS sounds
      FROM "OrganisationIndex" i WHERE i."toRank" = 3
    )
    SELECT a.n, k.id, k.name, true AS exact FROM asked a, LATERAL unnest(ARRAY[a.bare]) AS b(bare)
      JOIN (SELECT id, name, unnest("exact") AS word FROM known) k ON k.word = b.bare AND k.word <> ''
    UNION
    SELECT a.n, k.id, k.name, false FROM asked a JOIN known k ON k.sounds = a.sounds AND a.bare IS NOT NULL
        AND NOT k."exact" @> ARRAY[a.bare]
    UNION
    SELECT a.n, k.id, k.name, false FROM asked a
      JOIN (SELECT id, name, "exact"[1] AS short, "exact" FROM known) k ON k.short = a.short
        AND (a.bare IS NULL OR NOT k."exact" @> ARRAY[a.bare])
    UNION
    SELECT a.n, i."organisationId", i."card"->>'name', false FROM asked a
      JOIN "OrganisationIndex" i ON ${names.length <= maxCompared} AND i."toRank" = 3
        AND i."sortName" % a.bare AND similarity(i."sortName", a.bare) > 0.6 AND NOT i."exact" @> ARRAY[a.bare]
    ORDER BY 4 DESC, 3`;
  const alike: SimilarOrganisation[][] = names.map(() => []);
  for (const { n, ...found } of rows) {
    const of = alike[n - 1];
    if (of && !of.some(({ id }) => id === found.id)) of.push(found);
  }
  return alike;
}

/** Above this number of names in a file only phonetic and acronym equality are used: trigrams of all pairs are slow. */
const maxPaired = 500;

/**
 * For each name of a list, the first earlier name that may mean the same organisation: same sounds word by word, same
 * acronym, or most trigrams in common.
 * @returns the index of the earlier name, or undefined
 */
export async function findTwins(
  names: readonly { name: string; acronym: string }[],
  tx: Database = db,
): Promise<(number | undefined)[]> {
  const rows = await tx.$queryRaw<{ n: number; earlier: number }[]>`
    WITH asked AS MATERIALIZED (
      SELECT n::int, normalise(name) AS bare, normalise(acronym) AS short,
        ARRAY(SELECT sound_of(w) FROM words_of(name) AS w ORDER BY 1) AS sounds
      FROM unnest(${names.map(({ name }) => name)}::text[], ${names.map(({ acronym }) => acronym)}::text[])
        WITH ORDINALITY AS a(name, acronym, n)
    ), firsts AS (
      SELECT n, min(n) OVER (PARTITION BY sounds) AS earlier FROM asked WHERE cardinality(sounds) > 0
      UNION ALL
      SELECT n, min(n) OVER (PARTITION BY short) FROM asked WHERE short <> ''
      UNION ALL
      SELECT b.n, a.n FROM asked a JOIN asked b ON ${names.length <= maxPaired} AND a.n < b.n
        AND a.bare <> '' AND similarity(a.bare, b.bare) > 0.6
    )
    SELECT n, min(earlier) AS earlier FROM firsts WHERE earlier < n GROUP BY n`;
  const twins: (number | undefined)[] = names.map(() => undefined);
  for (const { n, earlier } of rows) twins[n - 1] = earlier - 1;
  return twins;
}

export interface Pair {
  one: { id: string; name: string; slug: string };
  other: { id: string; name: string; slug: string };
}

/** Pairs of records that may be the same organisation: similar sounding names, or a common acronym. */
export async function findDuplicates(): Promise<Pair[]> {
  return await db.$queryRaw<Pair[]>`
    WITH known AS MATERIALIZED (
      SELECT i."organisationId" AS id, i."card", i."exact"[1] AS short, cardinality(i."exact") AS names,
        ARRAY(SELECT sound_of(w) FROM words_of(i."card"->>'name') AS w WHERE length(w) > 2 ORDER BY 1) AS sounds
      FROM "OrganisationIndex" i WHERE i."toRank" = 3
    ), pairs AS (
      SELECT a.id AS one, b.id AS other FROM known a JOIN known b ON a.sounds = b.sounds AND a.sounds <> '{}' AND a.id < b.id
      UNION
      SELECT a.id, b.id FROM known a JOIN known b ON a.short = b.short AND a.short <> '' AND a.names > 1 AND b.names > 1 AND a.id < b.id
    )
    SELECT jsonb_build_object('id', a.id, 'name', a."card"->>'name', 'slug', a."card"->>'slug') AS one,
      jsonb_build_object('id', b.id, 'name', b."card"->>'name', 'slug', b."card"->>'slug') AS other
    FROM pairs p JOIN known a ON a.id = p.one JOIN known b ON b.id = p.other
    -- In either order: a merge moves a pair to the record that was kept.
    WHERE NOT EXISTS (
      SELECT FROM "DismissedDuplicate" d
      WHERE (d."oneId", d."otherId") IN ((p.one, p.other), (p.other, p.one))
    )
    ORDER BY a."card"->>'name' LIMIT 100`;
}
