/** Maximum size of a file, in bytes. */
export const maxFileSize = 6 * 1024 * 1024;
/** Maximum number of non-empty rows of a sheet, without those above the header. */
export const maxRows = 20_000;
/** Maximum number of non-empty columns. */
export const maxColumns = 100;
/** Maximum number of sheets offered. */
export const maxSheets = 30;
/** Maximum length of a cell; Excel allows 32,767. Longer cells are cut here and refused by the field's own limit. */
export const maxCellLength = 33_000;
/** Maximum length of all cells together: repeated shared strings could otherwise expand to gigabytes. */
export const maxTableLength = 16_000_000;

/** Why a file cannot be read; the importers have a message for each. */
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

/** A non-empty row of a sheet. */
export interface TableRow {
  /** The row number that a spreadsheet shows. */
  number: number;
  /** One for each column of the sheet. */
  cells: string[];
}

/** The sheet that was read, without empty rows and columns. */
export interface Sheet {
  /** For each column, its index in the file, from 0. */
  columns: number[];
  rows: TableRow[];
}

/** The result of reading a file: the names of all its sheets, and one of them. */
export interface TableFile {
  /** Empty for a text file. */
  sheetNames: string[];
  sheet: number;
  content: Sheet;
}

/** Input from the importer: the chosen sheet, and its known titles (normalised by `titleKey`). */
export interface ReadOptions {
  sheet?: number;
  knownTitles?: readonly string[];
}

/** The letters of a column as a spreadsheet shows them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const before = Math.floor(index / 26) - 1;
  return (before >= 0 ? columnLetters(before) : "") + String.fromCharCode(65 + (index % 26));
}
