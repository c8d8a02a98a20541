/** Signs with which a spreadsheet begins a formula. Their full-width and small forms count too: some programs fold them. */
const formulaStart = /^\s*[=+\-@\u2212]|^[\t\r]/;

/** A telephone number begins like a formula and is none. */
const phoneNumber = /^\+\d[\d\s().-]*$/;

const isFormula = (cell: string) =>
  formulaStart.test(cell.slice(0, 20).normalize("NFKC")) && !phoneNumber.test(cell);

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front, which spreadsheets
 * show as text. Names are typed by people, and an export is opened by somebody with more rights than theirs.
 */
export const guardFormula = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);

/** A cell as it was meant, without the apostrophe of `guardFormula`. */
export const withoutFormulaGuard = (cell: string): string =>
  cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
