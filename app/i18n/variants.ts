import { z } from "zod";
import { type Locale, sourceLocale } from "./locales";

/** A text of the secretariat's own in several languages: `{ "fr": "…", "en": "…" }`. */
export type Variants<Value = string> = Record<Locale, Value>;

/** The variant for this reader, or the French one where it is missing. */
export function inLocale<Value>(variants: Variants<Value>, locale: Locale): Value {
  const value = variants[locale] ?? variants[sourceLocale];
  if (value === undefined) throw new Error("A text without its French variant.");
  return value;
}

const textVariants = z.record(z.string(), z.string());
const paragraphVariants = z.record(z.string(), z.array(z.string()));

/** A column of texts in several languages, as it comes out of the database. */
export const readVariants = (column: unknown): Variants => textVariants.parse(column);

/** A column of paragraphs in several languages. */
export const readParagraphs = (column: unknown): Variants<string[]> => paragraphVariants.parse(column);
