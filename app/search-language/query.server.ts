import { queryPrepared } from "../db/database.server";
import { Prisma } from "../db/generated/client";
import {
  buildQuery,
  joinedWith,
  meaningfulWords,
  misspellingsOf,
  type Near,
  type ParsedQuery,
  readingOf,
  synonymOf,
  typedReadingOf,
  wideReadingOf,
  wordsOf,
} from "./query";
import { wordsIn } from "./words";

/** Longer queries are cut: they are not typed by people, and are costly. */
const maxQueryLength = 200;

/**
 * The words that correct misspellings, limited to what a reader may see: a relation of `word`, `sound` and
 * `length`.
 */
export interface KnownWords {
  /** Identifies the set of words: concurrent queries with the same key share one lookup. */
  key: string;
  words: Prisma.Sql;
  /** The list is incomplete: each word is also searched for as typed, and words without a match are not dropped. */
  asTyped?: boolean;
}

/**
 * The words of the directory.
 * @param rank only words that a viewer of this rank may see (0 public, 1 network, 3 secretariat).
 */
export const directoryWords = (rank: number): KnownWords => ({
  key: `directory ${rank}`,
  words: Prisma.sql`SELECT "word", "sound", "length" FROM "SearchWord" WHERE "rank" <= ${rank}`,
});

/**
 * Parses a query: without accents, apostrophes and stop words, each word is matched as known, as a prefix, by
 * sound or as a misspelling.
 */
export function parseQuery(typed: string, known: KnownWords): Promise<ParsedQuery> {
  const key = `${known.key} ${typed}`;
  const sameQuestion = asking.get(key);
  if (sameQuestion) return sameQuestion;
  const question = lookUp(typed, known).finally(() => asking.delete(key));
  asking.set(key, question);
  return question;
}

/** A page searches organisations and people concurrently: their words are looked up once. */
const asking = new Map<string, Promise<ParsedQuery>>();

async function lookUp(typed: string, known: KnownWords): Promise<ParsedQuery> {
  const typedWords = [...new Set(wordsIn(typed.slice(0, maxQueryLength)))];
  const words = meaningfulWords(typedWords);
  const joined = joinedWith(typedWords);
  const near = await nearWords(words, known, [...new Set(words.flatMap((word) => joined.get(word) ?? []))]);
  return buildQuery(
    words.map((word, index) => {
      const last = index === words.length - 1;
      const asOne = (joined.get(word) ?? []).flatMap((both) => near.get(both) ?? []);
      const read = known.asTyped ? typedReadingOf : readingOf;
      const readings = [...read(near.get(word) ?? [], last, word), ...wordsOf(asOne), ...alsoMeant(word)];
      return { word, last, readings, wide: wideReadingOf(near.get(word) ?? []) };
    }),
  );
}

const alsoMeant = (word: string): string[] => [synonymOf(word) ?? []].flat();

async function nearWords(words: string[], known: KnownWords, joined: string[]): Promise<Map<string, Near[]>> {
  const rows = await queryPrepared<Near & { asked: string }>(nearWordsQuery(words, known, joined), {
    prepare: false,
  });
  const near = new Map<string, Near[]>();
  for (const { asked, ...found } of rows) near.set(asked, [...(near.get(asked) ?? []), found]);
  return near;
}

/**
 * Whether a known word sounds similar enough to the query's word. The beginnings must sound alike, except in
 * long words: "zongo" is not "CSO/NGO", and "Moussa" is not "haoussa".
 */
const isNear = Prisma.sql`levenshtein_less_equal(k."sound", asked.sound, 1 + asked.size / 6) <= 1 + asked.size / 6
          AND (left(k."sound", 1) = left(asked.sound, 1) OR asked.size >= 8)`;

/**
 * For each word, the known words near it. Each branch has an index of its own (see the query plan in the
 * tests), and its cost does not grow with the number of known words. Trigram similarity fails for "jmd": for
 * short words every spelling at distance one is looked up. It misses "médsin" too: words that begin with the
 * same sounds are compared by sound. Both are skipped for known words. Transposed letters ("oxafm") are
 * corrected and looked up exactly.
 * @param joined words that are two words in the query: only exact and same-sounding words match them.
 */
export function nearWordsQuery(
  words: readonly string[],
  { words: knownWords }: KnownWords,
  joined: readonly string[] = [],
): Prisma.Sql {
  const known = Prisma.sql`(${knownWords}) k`;
  const misspelt = words.flatMap((word) => misspellingsOf(word).map((meant) => [word, meant] as const));
  // Computes the sound once; without this the ordering index would be scanned over all words.
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
        WHERE asked.unknown AND asked.size >= 5 AND k."word" % asked.word AND ${isNear}
        ORDER BY 3 LIMIT 10)
      UNION ALL
      (SELECT k."word", 'typo', levenshtein(k."sound", asked.sound) FROM ${known}
        WHERE asked.unknown AND asked.size >= 5 AND k."sound" > left(asked.sound, 3) AND k."sound" < left(asked.sound, 3) || '~'
          AND ${isNear}
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
