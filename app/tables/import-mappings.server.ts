import { type Database, db } from "../db/database.server";
import { now } from "../services/services.server";
import { cutText } from "./cell-text";

/** The importers that remember what words mean. */
export type Importer = "directory";

/** By field ("title" for a column's title), then by the key of the word: what it means; empty for nothing. */
export type Mappings = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Longer words are somebody's sentence, and are not remembered. */
const maxWordLength = 200;
/** More words than a network's lists have; beyond it the oldest are forgotten. */
const maxMappings = 5_000;

export interface MappedWord {
  field: string;
  /** As `wordKey` or `titleKey` gives it. */
  word: string;
  value: string;
}

/** What the words of earlier files meant. */
export async function readMappings(importer: Importer, tx: Database = db): Promise<Mappings> {
  const rows = await tx.importMapping.findMany({
    where: { importer },
    orderBy: { at: "desc" },
    take: maxMappings,
  });
  const mappings = new Map<string, Map<string, string>>();
  for (const { field, word, value } of rows) {
    const words = mappings.get(field) ?? new Map<string, string>();
    mappings.set(field, words.set(word, value));
  }
  return mappings;
}

/** Remembers what words mean, for this file and the next ones. The last answer counts. */
export async function rememberMappings(
  tx: Database,
  importer: Importer,
  words: readonly MappedWord[],
): Promise<void> {
  const kept = words.filter(({ word }) => word !== "" && word.length <= maxWordLength);
  for (const { field, word, value } of kept) {
    const said = { value: cutText(value, maxWordLength), at: now() };
    await tx.importMapping.upsert({
      where: { importer_field_word: { importer, field, word } },
      create: { importer, field, word, ...said },
      update: said,
    });
  }
  const old = await tx.importMapping.findMany({
    where: { importer },
    orderBy: [{ at: "desc" }, { field: "asc" }, { word: "asc" }],
    skip: maxMappings,
  });
  for (const { field, word } of old) await tx.importMapping.deleteMany({ where: { importer, field, word } });
}
