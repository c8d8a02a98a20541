import { type Database, db, inTransaction } from "../db/database.server";
import * as outbox from "../outbox/outbox.server";
import { fieldsAt, levels, readVisibility } from "./field-visibility";
import { type IndexedOrganisation, indexedInclude, type Reading, readingAt } from "./index-rows.server";

declare module "../outbox/events" {
  interface Events {
    /** A migration emptied the search index. */
    "directory.index-stale": object;
  }
}

/** Registers reindexing after a migration; called once at start. */
export function registerIndex(): void {
  outbox.subscribe("directory.index-stale", async () => await indexEverything());
}

/** Reindexes every organisation in batches. */
export async function indexEverything(): Promise<void> {
  const ids = (await db.organisation.findMany({ select: { id: true } })).map(({ id }) => id);
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch);
    await inTransaction((tx) => indexOrganisations(tx, some), { timeoutMs: 120_000 });
  }
}

const batch = 500;

/**
 * Indexes organisations: one row per set of viewers who see the same fields, and their words in the spelling list. Called
 * by every verb that writes an organisation, in its transaction.
 */
export async function indexOrganisations(tx: Database, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch);
    const rows = await tx.organisation.findMany({ where: { id: { in: some } }, include: indexedInclude });
    const before = await wordsOf(tx, some);
    await tx.$executeRaw`DELETE FROM "OrganisationIndex" WHERE "organisationId" = ANY(${some}::uuid[])`;
    await writeRows(tx, rows.flatMap(readingsOf));
    const words = await wordsOf(tx, some);
    await keepWords(tx, words);
    await unlearnWords(tx, lostIn(before, words));
  }
}

/**
 * One reading per set of ranks that see the same fields. The public rank is included only where the organisation is open
 * to it.
 */
function readingsOf(organisation: IndexedOrganisation): Reading[] {
  const visibility = readVisibility(organisation.visibility);
  const custom = organisation.fieldValues.map(({ field }) => field);
  const readings: (Reading & { sees: string })[] = [];
  for (let rank = organisation.openToPublic ? 0 : 1; rank < levels.length; rank++) {
    const fields = fieldsAt(rank, visibility, custom);
    const sees = [...fields].join();
    const last = readings.at(-1);
    if (last?.sees === sees) last.toRank = rank;
    else readings.push({ ...readingAt(organisation, fields, rank), sees });
  }
  return readings;
}

async function writeRows(tx: Database, readings: Reading[]): Promise<void> {
  if (readings.length === 0) return;
  const rows = JSON.stringify(readings);
  await tx.$executeRaw`
    INSERT INTO "OrganisationIndex" ("organisationId", "fromRank", "toRank", "names", "exact", "sortName", "relation",
      "facets", "confirmedAt", "founded", "card", "said", "vector")
    SELECT r."organisationId", r."fromRank", r."toRank", normalise(array_to_string(r."names", ' ')),
      array_remove(ARRAY(SELECT word_key(n) FROM unnest(r."names") AS n), NULL), normalise(r."sortName"),
      relation_of(r."organisationId"), r."facets", r."confirmedAt", r."founded", r."card",
      concat_ws(' ', array_to_string(r."names", ' '), r."places", r."joined", r."topics", r."texts"),
      setweight(french_vector(array_to_string(r."names", ' ')), 'A') ||
      setweight(french_vector(concat_ws(' ', r."places", r."joined")), 'B') ||
      setweight(french_vector(r."topics"), 'C') || setweight(french_vector(r."texts"), 'D')
    FROM jsonb_to_recordset(${rows}::jsonb) AS r("organisationId" uuid, "fromRank" smallint, "toRank" smallint,
      "names" text[], "sortName" text, "facets" text[], "confirmedAt" timestamptz, "founded" smallint, "card" jsonb,
      "places" text, "joined" text, "topics" text, "texts" text)`;
}

/**
 * Words visible only to an organisation's own people count as the secretariat's: the spelling list is shared, and would
 * reveal them to others.
 */
interface KnownWord {
  word: string;
  rank: number;
}

/** Words of index rows, each with the lowest rank that sees it. */
async function wordsOf(tx: Database, ids: readonly string[]): Promise<KnownWord[]> {
  return await tx.$queryRaw<KnownWord[]>`
    SELECT w."word", min(CASE WHEN i."fromRank" >= 2 THEN 3 ELSE i."fromRank" END)::int AS rank
    FROM "OrganisationIndex" i, LATERAL words_of(i."said") AS w("word")
    WHERE i."organisationId" = ANY(${[...ids]}::uuid[]) GROUP BY 1 ORDER BY 1`;
}

/** Words that fewer ranks see now than before. */
function lostIn(before: readonly KnownWord[], now: readonly KnownWord[]): string[] {
  const ranks = new Map(now.map(({ word, rank }) => [word, rank]));
  return before.filter(({ word, rank }) => (ranks.get(word) ?? 9) > rank).map(({ word }) => word);
}

/**
 * Adds words in sorted order, so that concurrent writers of the same words wait for each other instead of deadlocking.
 */
async function keepWords(tx: Database, words: readonly KnownWord[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SearchWord" ("word", "sound", "length", "rank")
    SELECT word, sound_of(word), length(word), rank
    FROM unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ rank }) => rank)}::smallint[]) AS w(word, rank)
    ON CONFLICT ("word") DO UPDATE SET "rank" = EXCLUDED."rank" WHERE "SearchWord"."rank" > EXCLUDED."rank"`;
}

/**
 * Adds the words of a text to the spelling list.
 * @param rank who may see it: see fields.ts.
 */
export async function learnWords(tx: Database, text: string, rank: number): Promise<void> {
  const rows = await tx.$queryRaw<
    { word: string }[]
  >`SELECT word FROM words_of(${text}) AS word ORDER BY word`;
  await keepWords(
    tx,
    rows.map(({ word }) => ({ word, rank })),
  );
}

/** Removes words that no visible text contains any more: a spelling correction must not reveal them. */
async function unlearnWords(tx: Database, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  await tx.$executeRaw`
    UPDATE "SearchWord" k SET "rank" = l.rank
    FROM unnest(${[...words]}::text[]) AS w(word), LATERAL (
      SELECT COALESCE(min(CASE WHEN i."fromRank" >= 2 THEN 3 ELSE i."fromRank" END), 3) AS rank
      FROM "OrganisationIndex" i WHERE i."vector" @@ plainto_tsquery('portal_french', w.word)) l
    WHERE k."word" = w.word AND k."rank" < l.rank`;
}
