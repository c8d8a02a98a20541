import { stringify } from "csv-stringify/sync";
import { fileResponse } from "../authorization/download.server";
import type { Viewer } from "../authorization/viewer";
import type { RequestArgs } from "../authorization/viewer.server";
import { guardFormula } from "./formula-guard";

type Cell = string | number | null;

/**
 * CSV lines as French spreadsheets open them: semicolons and a byte order mark for UTF-8. Cells that would be
 * formulas are escaped.
 */
export const csvLines = (rows: readonly (readonly Cell[])[], separator: ";" | "," = ";"): string =>
  stringify(
    rows.map((row) => row.map((cell) => guardFormula(String(cell ?? "")))),
    {
      delimiter: separator,
      record_delimiter: separator === ";" ? "\r\n" : "\n",
      // A line break within a cell is quoted also where it is not the one between records.
      quoted_match: /[\n\r]/,
    },
  );

/** A table for download. */
export interface CsvFile {
  /** Without its extension. */
  name: string;
  head: readonly string[];
  parts: AsyncIterable<Cell[][]>;
}

/** The table as a file, streamed part by part as it is read. */
export function csvResponse(args: RequestArgs, viewer: Viewer, { name, head, parts }: CsvFile): Response {
  async function* lines() {
    yield `\ufeff${csvLines([head])}`;
    for await (const rows of parts) yield csvLines(rows);
  }
  return fileResponse(args, viewer, { name: `${name}.csv`, type: "text/csv; charset=utf-8", parts: lines() });
}
