/** The largest file that is read, in bytes. */
export const maxFileSize = 6 * 1024 * 1024;
/** Rows of a sheet that hold something, those above the header aside. */
export const maxRows = 20_000;
/** Columns that hold something. */
export const maxColumns = 100;
/** Sheets of a workbook that are offered. */
export const maxSheets = 30;
/** Characters of one cell; Excel takes 32,767. What is longer is cut here and refused by the field it is for. */
export const maxCellLength = 33_000;
/** Characters of all cells together: repeated shared strings would otherwise unpack to gigabytes. */
export const maxTableLength = 16_000_000;

/** Why a file cannot be read; the importers have a sentence for each. */
export type TableRefusal =
  | "empty"
  | "oldExcel"
  | "openDocument"
  | "notATable"
  | "tooManyLines"
  | "tooManyColumns"
  | "tooLarge"
  | "tooHeavy"
  | "broken";

/** One row of a sheet that holds something. */
export interface TableRow {
  /** The number that a spreadsheet shows beside it. */
  number: number;
  /** One for each of the sheet's columns. */
  cells: string[];
}

/** The sheet that was read; rows and columns without any value are left out. */
export interface Sheet {
  /** For each column, its place in the file, from 0. */
  columns: number[];
  rows: TableRow[];
}

/** What was read of a file: the names of all its sheets, and one of them. */
export interface TableFile {
  /** Empty for a text file. */
  sheetNames: string[];
  sheet: number;
  content: Sheet;
}

/** What the importer knows: which sheet was chosen, and the titles it understands (normalised by `titleKey`). */
export interface ReadOptions {
  sheet?: number;
  knownTitles?: readonly string[];
}

/** The letters of a column as a spreadsheet shows them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const before = Math.floor(index / 26) - 1;
  return (before >= 0 ? columnLetters(before) : "") + String.fromCharCode(65 + (index % 26));
}
