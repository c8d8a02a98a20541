import { titleKey } from "./keys";
import type { TableRow } from "./table";

/** Maximum number of rows searched for the header, below titles, logos and explanations. */
const maxRowsToHeader = 25;
const maxTitleLength = 120;

export interface FoundHeader {
  /** Its row index; -1 where the table has none. */
  index: number;
  /** The number of its titles that are known. */
  known: number;
}

/**
 * Finds the header row: the row with most known titles; without any, the first row that is about as wide as
 * those below it and contains no numbers or addresses.
 */
export function findHeader(rows: readonly TableRow[], knownTitles: ReadonlySet<string>): FoundHeader {
  const first = rows.slice(0, maxRowsToHeader);
  let best: FoundHeader = { index: -1, known: 0 };
  for (const [index, { cells }] of first.entries()) {
    const known = new Set(cells.map(titleKey).filter((key) => knownTitles.has(key))).size;
    // One known word in a wide row may be a value.
    const counts = known > 1 || cells.filter(Boolean).length <= 3;
    if (counts && known > best.known && cells.every(isTitle)) best = { index, known };
  }
  if (best.index >= 0) return best;
  const widths = rows.slice(0, 200).map(({ cells }) => cells.filter(Boolean).length);
  const usual = [...widths].sort((one, other) => one - other)[Math.floor(widths.length / 2)] ?? 1;
  const index = first.findIndex(
    ({ cells }, at) => (widths[at] ?? 0) >= Math.max(1, Math.ceil(usual / 2)) && cells.every(isTitle),
  );
  return { index, known: 0 };
}

/** Not an address, number or date, and short. */
const isTitle = (cell: string) =>
  cell.length <= maxTitleLength && !cell.includes("@") && !/^[\d\s./:,+-]+$/.test(cell);

/** The rows below the header, without repeated headers and without columns that have neither title nor value. */
export interface TableLines {
  header: string[];
  /** For each column, its index in the file, from 0. */
  columns: number[];
  lines: TableRow[];
}

/** @param headerIndex the row index of the header; -1 for a table without one. */
export function linesBelow(
  { columns, rows }: { columns: readonly number[]; rows: readonly TableRow[] },
  headerIndex: number,
): TableLines {
  const header = rows[headerIndex]?.cells ?? columns.map(() => "");
  const repeated = headerIndex >= 0 ? header.join("\n") : null;
  const below = rows.slice(headerIndex + 1).filter(({ cells }) => cells.join("\n") !== repeated);
  const kept = columns.flatMap((_column, place) =>
    header[place] || below.some(({ cells }) => cells[place]) ? [place] : [],
  );
  return {
    header: kept.map((place) => header[place] ?? ""),
    columns: kept.map((place) => columns[place] ?? 0),
    lines: below
      .map(({ number, cells }) => ({ number, cells: kept.map((place) => cells[place] ?? "") }))
      .filter(({ cells }) => cells.some(Boolean)),
  };
}
