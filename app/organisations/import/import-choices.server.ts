import type { Viewer } from "../../authorization/viewer";
import { db, inTransaction } from "../../db/database.server";
import { changedTitles, knownMapping } from "../../tables/column-mapping";
import { type MappedWord, rememberMappings } from "../../tables/import-mappings.server";
import { choicesAfter, type PendingTable, tableOf } from "../../tables/pending-table";
import type { TableRefusal } from "../../tables/table";
import { readTable } from "../../tables/table-reader.server";
import { newMeaning, type WordToMap } from "../../tables/word-mapping";
import type { Column } from "../table-columns";
import { knownTitles, type Mapping } from "./column-titles";
import { asPending, guessAgain, readKnownColumns } from "./guessed-columns.server";
import { findOpenImport } from "./import-access.server";
import { readLists, readPlan } from "./import-plan.server";
import { listColumns, valueKey } from "./list-dictionary";

/** Result of choices: "reread" when another sheet or header was read, so that the displayed preview is outdated. */
export type Chosen = "kept" | "reread" | { refused: TableRefusal };

/** Choices made on the preview page, by field name. */
export interface ImportChoices {
  sheet?: number;
  headerRow?: number;
  mapping?: Record<string, string>;
  /** By line number. */
  lines?: Record<string, string>;
  /** By word key. */
  words?: Record<string, string>;
  /** Drop unknown words and invalid fields in all lines. */
  dropAll?: boolean;
}

/** Saves the choices: sheet and header, column mapping, word meanings (also for later files), and decisions on lines. */
export async function chooseInImport(
  viewer: Viewer,
  id: string | undefined,
  choices: ImportChoices,
): Promise<Chosen> {
  const row = await findOpenImport(viewer, id);
  if (!row) return "kept";
  const { sheet, headerRow } = choices;
  if (sheet !== undefined && sheet !== row.sheet) return await readOtherSheet(row, sheet);
  if (headerRow !== undefined && headerRow !== row.headerRow) return await readBelow(row, headerRow);
  const plan = choices.words ? await readPlan(row, await readLists(), db) : null;
  const words = (plan?.words ?? []).flatMap((word) => mappedWord(word, choices.words?.[word.key]));
  const { columns } = await readKnownColumns();
  const mapping = choices.mapping && knownMapping(columns, choices.mapping);
  const titles = mapping ? changedTitles(tableOf(row), row.mapping as Mapping, mapping) : [];
  await inTransaction(async (tx) => {
    if (titles.length + words.length > 0) await rememberMappings(tx, "directory", [...titles, ...words]);
    await tx.directoryImport.update({
      where: { id: row.id },
      data: { choices: choicesAfter(row, choices), ...(mapping && { mapping }) },
    });
  });
  return "kept";
}

async function readBelow(row: PendingTable & { id: string }, headerRow: number): Promise<Chosen> {
  const mapping = await guessAgain(tableOf({ ...row, headerRow }));
  await db.directoryImport.update({ where: { id: row.id }, data: { headerRow, mapping } });
  return "reread";
}

async function readOtherSheet(
  row: { id: string; file: Uint8Array | null; sheetNames: string[] },
  sheet: number,
): Promise<Chosen> {
  if (!row.file || !row.sheetNames[sheet]) return "kept";
  const table = await readTable(row.file, { knownTitles, sheet });
  if (typeof table === "string") return { refused: table };
  const shown = await asPending(table);
  if (!shown) return { refused: "empty" };
  await db.directoryImport.update({ where: { id: row.id }, data: { ...shown, choices: {} } });
  return "reread";
}

/** A parent means one of the candidates; other words mean a value of their column's list, or nothing. */
function mappedWord(word: WordToMap<Column>, answer: string | undefined): MappedWord[] {
  const { column, candidates } = word;
  const value = newMeaning(word, answer);
  if (value === undefined) return [];
  if (value && column === "parent" && !candidates.some((one) => one.value === value)) return [];
  if (column !== "parent" && !listColumns.some((each) => each === column)) return [];
  return [{ field: column, word: valueKey(word.word), value }];
}
