import type { Viewer } from "../../authorization/viewer";
import { db } from "../../db/database.server";
import { everyLine, firstRowsOf, isDropped, shownColumnsOf, tableOf } from "../../tables/pending-table";
import { previewPage } from "../../tables/preview-lines";
import { shownWords } from "../../tables/word-mapping";
import type { Mapping } from "./column-titles";
import { findOpenImport } from "./import-access.server";
import { readLists, readPlan } from "./import-plan.server";
import type { Effect, Preview } from "./import-preview";

/** Lines that need a decision come first. */
const order: readonly Effect["kind"][] = ["wrong", "suspected", "update", "new", "same", "left"];

/** The effect of each line, paginated, and counts per effect; null once the file is written. */
export async function previewImport(
  viewer: Viewer,
  id: string | undefined,
  page: number,
): Promise<Preview | null> {
  const row = await findOpenImport(viewer, id);
  if (!row) return null;
  const plan = await readPlan(row, await readLists(), db);
  const { counts, shown, total } = previewPage(plan.lines, order, page);
  const { words, moreWords } = shownWords(plan.words);
  return {
    id: row.id,
    fileName: row.fileName,
    sheetNames: row.sheetNames,
    sheet: row.sheet,
    headerRow: row.headerRow,
    firstRows: firstRowsOf(row.lines),
    columns: shownColumnsOf(tableOf(row)),
    mapping: row.mapping as Mapping,
    words,
    moreWords,
    dropAll: isDropped(row.choices, everyLine),
    counts,
    lines: shown.map(({ line, effect }) => ({
      number: line.number,
      name: line.name,
      effect,
      notes: line.notes,
    })),
    total,
    page,
  };
}
