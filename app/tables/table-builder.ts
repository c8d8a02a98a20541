import { maxColumns, maxRows, maxTableLength, type Sheet, type TableRefusal } from "./table";

/** A row while reading: only its non-empty cells, by column. */
export interface SparseRow {
  number: number;
  cells: Map<number, string>;
}

/** The table exceeds one of the limits. */
export class TableTooBig extends Error {
  constructor(readonly refusal: TableRefusal) {
    super(refusal);
  }
}

/** Number of rows read beyond the limit, since the importer does not count rows above the header. */
const maxRowsAbove = 100;

/** Collects the cells of a sheet and enforces the limits while it is being read. */
export class TableBuilder {
  readonly #rows = new Map<number, Map<number, string>>();
  #length = 0;

  add(row: number, column: number, text: string): void {
    if (text === "") return;
    this.#length += text.length;
    if (this.#length > maxTableLength) throw new TableTooBig("tooLarge");
    const cells = this.#rows.get(row);
    if (cells) {
      cells.set(column, text);
      return;
    }
    if (this.#rows.size >= maxRows + maxRowsAbove) throw new TableTooBig("tooManyLines");
    this.#rows.set(row, new Map([[column, text]]));
  }

  rows(): SparseRow[] {
    return [...this.#rows]
      .sort(([one], [other]) => one - other)
      .map(([number, cells]) => ({ number, cells }));
  }
}

/** The same rows with a cell for every non-empty column. @throws TableTooBig */
export function denseSheet(rows: readonly SparseRow[]): Sheet {
  const used = new Set<number>();
  for (const { cells } of rows) for (const column of cells.keys()) used.add(column);
  if (used.size > maxColumns) throw new TableTooBig("tooManyColumns");
  const columns = [...used].sort((one, other) => one - other);
  return {
    columns,
    rows: rows.map(({ number, cells }) => ({
      number,
      cells: columns.map((column) => cells.get(column) ?? ""),
    })),
  };
}
