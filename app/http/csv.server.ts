import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";

type Cell = string | number | null;

/**
 * Lines of CSV as spreadsheets in French open them: semicolons, and a mark in front that says UTF-8. A cell that a
 * spreadsheet would take for a formula gets an apostrophe: names are typed by people, and the file is opened by
 * somebody with more rights than theirs.
 */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => harmless(String(cell ?? "")))),
    { delimiter: ";", record_delimiter: "\r\n" },
  );

const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** A file to take away, sent part by part as it is read. */
export function csvFile(name: string, head: readonly string[], parts: AsyncIterable<Cell[][]>): Response {
  async function* lines() {
    yield `\ufeff${csvLines([head])}`;
    for await (const rows of parts) yield csvLines(rows);
  }
  return new Response(createReadableStreamFromReadable(Readable.from(lines())), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
