/**
 * Characters that start a formula in spreadsheets. Full-width and small forms count too, since some programs
 * fold them.
 */
const formulaStart = /^\s*[=+\-@\u2212]|^[\t\r]/;

/** A telephone number starts like a formula, but is none. */
const phoneNumber = /^\+\d[\d\s().-]*$/;

const isFormula = (cell: string) =>
  formulaStart.test(cell.slice(0, 20).normalize("NFKC")) && !phoneNumber.test(cell);

/**
 * Escapes a cell against formula injection: an apostrophe in front makes spreadsheets show it as text. Names
 * are typed by people, and exports are opened by people with more rights.
 */
export const guardFormula = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);

/** The original cell, without the apostrophe of `guardFormula`. */
export const withoutFormulaGuard = (cell: string): string =>
  cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
