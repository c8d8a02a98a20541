import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import { guardFormula } from "../tables/formula-guard";

type Cell = string | number | null;

/**
 * Lines of CSV as spreadsheets in French open them: semicolons, and a mark in front that says UTF-8; no cell is a
 * formula.
 */
export const csvLines = (rows: readonly (readonly Cell[])[], separator: ";" | "," = ";"): string =>
  stringify(
    rows.map((row) => row.map((cell) => guardFormula(String(cell ?? "")))),
    { delimiter: separator, record_delimiter: separator === ";" ? "\r\n" : "\n" },
  );

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
