import { db } from "../db/database.server";
import { meaningfulWords, type Near, type Question, questionFrom, readingOf } from "./question";

/** Longer questions are cut: nobody types them, and they cost. */
const longestQuestion = 200;

/**
 * Reads a question as people type it: accents, apostrophes and empty words aside, each word either known, begun,
 * heard alike or misspelt. Needs the words of every searchable text in `SearchWord`.
 */
export async function readQuestion(typed: string): Promise<Question> {
  const words = meaningfulWords(await split(typed.slice(0, longestQuestion)));
  const near = await nearWords(words);
  return questionFrom(
    words.map((word, index) => {
      const last = index === words.length - 1;
      return { word, last, readings: readingOf(near.get(word) ?? [], last) };
    }),
  );
}

async function split(typed: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ word: string }[]>`
    SELECT word FROM regexp_split_to_table(normalise(${typed}), '[^a-z0-9]+') WITH ORDINALITY AS t(word, n)
    WHERE word <> '' GROUP BY word ORDER BY min(n)`;
  return rows.map(({ word }) => word.slice(0, 40));
}

/**
 * For each word, the known words near it. Each branch is served by an index of its own (see the query plans in
 * the tests); short words are compared letter by letter with the few others of about their length, since
 * likeness by trigrams says nothing about "jmd".
 */
async function nearWords(words: string[]): Promise<Map<string, Near[]>> {
  const rows = await db.$queryRaw<(Near & { asked: string })[]>`
    SELECT asked.word AS asked, near.word, near.kind, near.distance
    FROM (SELECT word, sound_of(word) AS sound, length(word) AS size FROM unnest(${words}::text[]) AS w(word)) asked,
    LATERAL (
      (SELECT k."word", 'exact' AS kind, 0 AS distance FROM "SearchWord" k WHERE k."word" = asked.word)
      UNION ALL
      (SELECT k."word", 'prefix', k."length" - asked.size FROM "SearchWord" k
        WHERE k."word" > asked.word AND k."word" < asked.word || '~' AND asked.size >= 2
        ORDER BY k."length" LIMIT 20)
      UNION ALL
      (SELECT k."word", 'sound', 0 FROM "SearchWord" k
        WHERE k."sound" = asked.sound AND k."word" <> asked.word AND asked.size >= 4 LIMIT 20)
      UNION ALL
      (SELECT k."word", 'soundPrefix', 1 FROM "SearchWord" k
        WHERE k."sound" > asked.sound AND k."sound" < asked.sound || '~' AND length(asked.sound) >= 4
        ORDER BY k."length" LIMIT 10)
      UNION ALL
      (SELECT k."word", 'typo', levenshtein(k."sound", asked.sound) FROM "SearchWord" k
        WHERE asked.size >= 5 AND k."word" % asked.word
          AND levenshtein_less_equal(k."sound", asked.sound, 1 + asked.size / 6) <= 1 + asked.size / 6
        ORDER BY 3 LIMIT 10)
      UNION ALL
      (SELECT k."word", 'typo', 1 + (left(k."word", 1) <> left(asked.word, 1))::int FROM "SearchWord" k
        WHERE asked.size BETWEEN 2 AND 4 AND k."length" BETWEEN asked.size - 1 AND asked.size + 1
          AND levenshtein_less_equal(k."word", asked.word, 1) = 1
        ORDER BY 3 LIMIT 10)
    ) near`;
  const near = new Map<string, Near[]>();
  for (const { asked, ...found } of rows) near.set(asked, [...(near.get(asked) ?? []), found]);
  return near;
}
