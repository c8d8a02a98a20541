import { fileColumnsOf, guessColumns } from "../../tables/column-mapping";
import type { TableLines } from "../../tables/header";
import { readMappings } from "../../tables/import-mappings.server";
import { pendingTableOf } from "../../tables/pending-table";
import type { TableFile } from "../../tables/table";
import { knownColumns, knownTitles, type Mapping } from "./column-titles";

/** A parsed table as stored, its columns guessed; null when there are no rows below the header. */
export async function asPending(file: TableFile) {
  const titles = await rememberedTitles();
  return pendingTableOf(file, knownTitles, (columns) => guessColumns(columns, knownColumns, titles));
}

/** Guesses the columns of a table under another header. */
export async function guessAgain(table: TableLines): Promise<Mapping> {
  return guessColumns(fileColumnsOf(table), knownColumns, await rememberedTitles());
}

const rememberedTitles = async () => (await readMappings("directory")).get("title");
