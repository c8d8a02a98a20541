import { ask } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import {
  joinedWith,
  meaningfulWords,
  misspellingsOf,
  type Near,
  type Question,
  questionFrom,
  readingOf,
  synonymOf,
  wideReadingOf,
  wordsOf,
} from "./question";
import { wordsIn } from "./words";

/** Longer questions are cut: nobody types them, and they cost. */
const longestQuestion = 200;

/**
 * Reads a question as people type it: accents, apostrophes and empty words aside, each word either known, begun,
 * heard alike or misspelt. Needs the words of every searchable text in `SearchWord`.
 * @param rank only words that whoever stands so may see are known (0 public, 1 network, 3 secretariat).
 */
export function readQuestion(typed: string, rank: number): Promise<Question> {
  const key = `${rank} ${typed}`;
  const known = asking.get(key);
  if (known) return known;
  const question = lookUp(typed, rank).finally(() => asking.delete(key));
  asking.set(key, question);
  return question;
}

/** A page asks for organisations and people in the same moment: the words are looked up once. */
const asking = new Map<string, Promise<Question>>();

async function lookUp(typed: string, rank: number): Promise<Question> {
  const typedWords = [...new Set(wordsIn(typed.slice(0, longestQuestion)))];
  const words = meaningfulWords(typedWords);
  const joined = joinedWith(typedWords);
  const near = await nearWords(words, rank, [...new Set(words.flatMap((word) => joined.get(word) ?? []))]);
  return questionFrom(
    words.map((word, index) => {
      const last = index === words.length - 1;
      const asOne = (joined.get(word) ?? []).flatMap((both) => near.get(both) ?? []);
      const readings = [...readingOf(near.get(word) ?? [], last), ...wordsOf(asOne), ...alsoMeant(word)];
      return { word, last, readings, wide: wideReadingOf(near.get(word) ?? []) };
    }),
  );
}

const alsoMeant = (word: string): string[] => [synonymOf(word) ?? []].flat();

async function nearWords(words: string[], rank: number, joined: string[]): Promise<Map<string, Near[]>> {
  const rows = await ask<Near & { asked: string }>(nearWordsQuery(words, rank, joined), { anew: true });
  const near = new Map<string, Near[]>();
  for (const { asked, ...found } of rows) near.set(asked, [...(near.get(asked) ?? []), found]);
  return near;
}

/**
 * For each word, the known words near it. Each branch is served by an index of its own (see the query plan in
 * the tests), and none reads more when more words are known. Likeness by trigrams says nothing about "jmd": of short
 * words every spelling one letter away is looked up. It misses "médsin" too: what begins with the same sounds is
 * compared by sound; none of it for a word that is known. Two letters in each other's place ("oxafm") are put right and looked up as they are.
 * @param joined words that the question has in two pieces: only what is called so, or heard alike, is near to them.
 */
export function nearWordsQuery(
  words: readonly string[],
  rank: number,
  joined: readonly string[] = [],
): Prisma.Sql {
  const known = Prisma.sql`(SELECT * FROM "SearchWord" WHERE "rank" <= ${rank}) k`;
  const misspelt = words.flatMap((word) => misspellingsOf(word).map((meant) => [word, meant] as const));
  // The sound is taken once, and the index that gives the order is kept from walking through all words.
  return Prisma.sql`
    WITH asked AS MATERIALIZED (
      SELECT word, sound_of(word) AS sound, length(word) AS size,
        NOT EXISTS (SELECT FROM ${known} WHERE k."word" = w.word) AS unknown
      FROM unnest(${[...words]}::text[]) AS w(word)
    ), joined AS MATERIALIZED (
      SELECT word, sound_of(word) AS sound FROM unnest(${[...joined]}::text[]) AS w(word)
    )
    SELECT asked.word AS asked, near.word, near.kind, near.distance FROM asked, LATERAL (
      (SELECT k."word", 'exact' AS kind, 0 AS distance FROM ${known} WHERE k."word" = asked.word)
      UNION ALL
      (SELECT k."word", 'prefix', k."length" - asked.size FROM ${known}
        WHERE k."word" > asked.word AND k."word" < asked.word || '~' AND asked.unknown AND asked.size >= 2
        ORDER BY k."length" + 0 LIMIT 20)
      UNION ALL
      (SELECT k."word", 'sound', 0 FROM ${known}
        WHERE k."sound" = asked.sound AND k."word" <> asked.word AND asked.size >= 4 LIMIT 20)
      UNION ALL
      (SELECT k."word", 'soundPrefix', 1 FROM ${known}
        WHERE k."sound" > asked.sound AND k."sound" < asked.sound || '~' AND asked.unknown AND length(asked.sound) >= 4
        ORDER BY k."length" + 0 LIMIT 10)
      UNION ALL
      (SELECT k."word", 'typo', levenshtein(k."sound", asked.sound) FROM ${known}
        WHERE asked.unknown AND asked.size >= 5 AND k."word" % asked.word
          AND levenshtein_less_equal(k."sound", asked.sound, 1 + asked.size / 6) <= 1 + asked.size / 6
        ORDER BY 3 LIMIT 10)
      UNION ALL
      (SELECT k."word", 'typo', levenshtein(k."sound", asked.sound) FROM ${known}
        WHERE asked.unknown AND asked.size >= 5 AND k."sound" > left(asked.sound, 3) AND k."sound" < left(asked.sound, 3) || '~'
          AND levenshtein_less_equal(k."sound", asked.sound, 1 + asked.size / 6) <= 1 + asked.size / 6
        ORDER BY 3 LIMIT 10)
    ) near
    UNION ALL
    SELECT m.asked, k."word", 'typo', 1 + (length(k."word") <= 4 AND left(k."word", 1) <> left(m.asked, 1))::int
    FROM unnest(${misspelt.map(([word]) => word)}::text[], ${misspelt.map(([, meant]) => meant)}::text[]) AS m(asked, meant),
      LATERAL (SELECT k."word" FROM ${known} WHERE k."word" = m.meant LIMIT 1) k
    UNION ALL
    SELECT joined.word, k."word", 'exact', 0 FROM joined, LATERAL (
      SELECT k."word" FROM ${known} WHERE k."word" = joined.word
      UNION
      (SELECT k."word" FROM ${known} WHERE k."sound" = joined.sound LIMIT 10)
    ) k`;
}
