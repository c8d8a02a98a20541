import { cleanText } from "../http/fields";
import { withoutFormulaGuard } from "./formula-guard";
import { maxCellLength } from "./table";

/** Blanks and characters that take no room or show nothing (U+3164 and U+2800 among them). */
const nothingShown = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** The text of a cell: cut to what is kept, cleaned, without a formula guard of our own; empty when it shows nothing. */
export function cellText(value: string): string {
  const text = cleanText(value.length > maxCellLength ? cutText(value, maxCellLength) : value);
  return nothingShown.test(text) ? "" : withoutFormulaGuard(text);
}

/** The first characters of a text; a pair of surrogates is not cut in two. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = /[\ud800-\udbff]/.test(text[maxLength - 1] ?? "") ? maxLength - 1 : maxLength;
  return text.slice(0, end);
}
