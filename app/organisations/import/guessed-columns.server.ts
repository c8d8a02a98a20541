import { db } from "../../db/database.server";
import { fileColumnsOf, guessColumns } from "../../tables/column-mapping";
import type { TableLines } from "../../tables/header";
import { readMappings } from "../../tables/import-mappings.server";
import { pendingTableOf } from "../../tables/pending-table";
import type { TableFile } from "../../tables/table";
import { readFields } from "../custom-fields/stored-fields.server";
import { columnsWith, knownTitles, type Mapping } from "./column-titles";

/** A parsed table as stored, its columns guessed; null when there are no rows below the header. */
export async function asPending(file: TableFile) {
  const [titles, known] = await Promise.all([rememberedTitles(), readKnownColumns()]);
  return pendingTableOf(file, knownTitles, (columns) => guessColumns(columns, known, titles));
}

/** Guesses the columns of a table under another header. */
export async function guessAgain(table: TableLines): Promise<Mapping> {
  return guessColumns(fileColumnsOf(table), await readKnownColumns(), await rememberedTitles());
}

/** The columns of a file, titled in either language. */
export async function readKnownColumns() {
  const [french, english] = await Promise.all([
    readFields(db, "organisation", "fr"),
    readFields(db, "organisation", "en"),
  ]);
  const known = columnsWith([...english, ...french]);
  return { ...known, columns: [...new Set(known.columns)] };
}

const rememberedTitles = async () => (await readMappings("directory")).get("title");
