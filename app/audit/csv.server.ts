import { stringify } from "csv-stringify/sync";

/**
 * Lines of CSV. A cell that a spreadsheet would take for a formula is given an apostrophe in front: names are typed by
 * people, and the file is opened by somebody with more rights than theirs.
 */
export function csvLines(rows: (string | null)[][]): string {
  return stringify(rows.map((row) => row.map((cell) => harmless(cell ?? ""))));
}

const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
