/** One line of the rights matrix: a URL pattern, and its answer for each standing. */
export interface MatrixRow {
  method: string;
  address: string;
  /** In the order of the columns. */
  cells: string[];
  remark: string;
}

export interface Matrix {
  columns: string[];
  rows: MatrixRow[];
}

const cellsOf = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Parses the table of docs/rights-matrix.md, which the tests verify. */
export function readMatrix(markdown: string): Matrix {
  const lines = markdown.split("\n");
  const head = cellsOf(lines.find((line) => line.startsWith("| method |")) ?? "");
  const rows = lines.map(cellsOf).filter(([method]) => method === "GET" || method === "POST");
  return {
    columns: head.slice(2, -1),
    rows: rows.map(([method = "", address = "", ...cells]) => ({
      method,
      address,
      cells: cells.slice(0, -1),
      remark: cells.at(-1) ?? "",
    })),
  };
}

/** A cell value as a message key: `not found` is `not-found`. */
export const keyOf = (words: string) => words.replaceAll(" ", "-");

/** What an answer means to the person: a GET page is seen; a POST that redirects has succeeded. */
export function meaningOf(method: string, cell: string): string {
  if (cell === "page") return method === "GET" ? "sees" : "does";
  if (cell === "elsewhere") return method === "GET" ? "sent-on" : "does";
  return keyOf(cell);
}

/** A readable URL pattern: `/fils/:thread` is `/fils/‹discussion›`. @param nameOf the word for a parameter. */
export const readableAddress = (address: string, nameOf: (parameter: string) => string): string =>
  address.replace(/:(\w+)/g, (_, parameter: string) => `‹${nameOf(parameter)}›`);
