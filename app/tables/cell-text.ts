import { cleanText } from "../http/fields";
import { withoutFormulaGuard } from "./formula-guard";
import { maxCellLength } from "./table";

/** Spaces and invisible characters (including U+3164 and U+2800). */
const nothingShown = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * The text of a cell: cut to the maximum length, cleaned, without the export's formula guard; empty when
 * nothing is visible.
 */
export function cellText(value: string): string {
  const text = cleanText(value.length > maxCellLength ? cutText(value, maxCellLength) : value);
  return nothingShown.test(text) ? "" : withoutFormulaGuard(text);
}

/** The first characters of a string, without splitting a surrogate pair. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = /[\ud800-\udbff]/.test(text[maxLength - 1] ?? "") ? maxLength - 1 : maxLength;
  return text.slice(0, end);
}
