import { type Database, db } from "../db/database.server";
import { now } from "../services/services.server";
import { cutText } from "./cell-text";

/** The name under which an importer stores its mappings. */
export type Importer = string;

/** By field ("title" for a column's title), then by the word's key: its meaning; empty for "ignore". */
export type Mappings = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Maximum length of a stored word; longer ones are sentences. */
const maxWordLength = 200;
/** Maximum number of mappings; above it the oldest are deleted. */
const maxMappings = 5_000;

export interface MappedWord {
  field: string;
  /** As returned by `wordKey` or `titleKey`. */
  word: string;
  value: string;
}

/** Reads the mappings stored by earlier imports. */
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

/** Stores mappings for this file and later ones; later answers replace earlier ones. */
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
