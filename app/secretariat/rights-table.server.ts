import markdown from "../../docs/rights-matrix.md?raw";
import { isSecretariat, type Viewer } from "../authorization/viewer";
import { notFound } from "../http/errors";
import { type Matrix, readMatrix } from "./rights-matrix";

const matrix = readMatrix(markdown);

/**
 * The rights matrix of docs/rights-matrix.md, which the tests verify against the running portal; optionally one column
 * only.
 * @throws 404 for everyone but the secretariat.
 */
export function readRightsTable(viewer: Viewer, column: string | null): Matrix & { chosen: string | null } {
  if (!isSecretariat(viewer)) notFound();
  const index = matrix.columns.indexOf(column ?? "");
  if (index < 0) return { ...matrix, chosen: null };
  return {
    columns: matrix.columns,
    rows: matrix.rows.map((row) => ({ ...row, cells: row.cells.slice(index, index + 1) })),
    chosen: matrix.columns[index] ?? null,
  };
}
