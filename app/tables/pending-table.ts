import { cutText } from "./cell-text";
import type { ColumnMapping, FileColumn } from "./column-mapping";
import { fileColumnsOf } from "./column-mapping";
import { findHeader, linesBelow, type TableLines } from "./header";
import type { TableFile, TableRow } from "./table";

/** The columns that an importer's table of pending files has. */
export interface PendingTable {
  /** The rows of the sheet as JSON: `TableRow[]`, including titles and header. */
  lines: unknown;
  /** For each cell of a row, the index of its column in the file. */
  columns: number[];
  /** The number of the header row; 0 for none. */
  headerRow: number;
  /** A `ColumnMapping`. */
  mapping: unknown;
  /** A `LineChoices`. */
  choices: unknown;
}

/** The decision on each line by its number, and the one for all lines under `everyLine`. */
export type LineChoices = Record<string, string>;

/** Choice for all lines: drop unknown words and invalid fields. */
export const everyLine = "all";

/** Maximum number of rows offered as the header. */
const maxFirstRows = 15;

/** The lines below the header of a pending table. */
export function tableOf({
  lines,
  columns,
  headerRow,
}: Omit<PendingTable, "mapping" | "choices">): TableLines {
  const rows = lines as TableRow[];
  return linesBelow(
    { columns, rows },
    rows.findIndex(({ number }) => number === headerRow),
  );
}

/**
 * A parsed file as the columns of a pending table, without choices.
 * @param guess maps the columns of the file.
 * @returns null when there are no rows below the header.
 */
export function pendingTableOf<Column extends string>(
  { sheetNames, sheet, content }: TableFile,
  knownTitles: readonly string[],
  guess: (columns: readonly FileColumn[]) => ColumnMapping<Column>,
) {
  const { index } = findHeader(content.rows, new Set(knownTitles));
  const table = linesBelow(content, index);
  if (table.lines.length === 0) return null;
  return {
    sheetNames,
    sheet,
    columns: content.columns,
    lines: content.rows as object[],
    headerRow: content.rows[index]?.number ?? 0,
    mapping: guess(fileColumnsOf(table)),
  };
}

/** The stored choices with those submitted now; only lines that exist in the file. */
export function choicesAfter(
  { lines, choices }: Pick<PendingTable, "lines" | "choices">,
  submitted: { lines?: LineChoices; dropAll?: boolean },
): LineChoices {
  const numbers = new Set((lines as TableRow[]).map(({ number }) => String(number)));
  const kept = Object.entries(submitted.lines ?? {}).filter(([number]) => numbers.has(number));
  return {
    ...(choices as LineChoices),
    ...Object.fromEntries(kept),
    ...(submitted.dropAll !== undefined && { [everyLine]: submitted.dropAll ? "drop" : "" }),
  };
}

/** Whether unknown words and invalid fields of this line, or of all lines, are dropped. */
export const isDropped = (choices: unknown, line: number | typeof everyLine): boolean =>
  [everyLine, line].some((key) => (choices as LineChoices)[key] === "drop");

/** Rows that may be the header, as excerpts. */
export const firstRowsOf = (lines: unknown): { number: number; text: string }[] =>
  (lines as TableRow[]).slice(0, maxFirstRows).map(({ number, cells }) => ({
    number,
    text: cutText(cells.filter(Boolean).join(" · "), 80),
  }));

/** A column of the file, as shown for mapping. */
export interface ShownColumn {
  index: number;
  title: string;
  example: string;
}

/** The columns of the file as excerpts. */
export const shownColumnsOf = (table: TableLines): ShownColumn[] =>
  fileColumnsOf(table).map(({ index, title, values }) => ({
    index,
    title: cutText(title, 80),
    example: cutText(values.find(Boolean) ?? "", 60),
  }));
