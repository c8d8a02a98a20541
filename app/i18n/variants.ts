import { type Locale, sourceLocale } from "./locales";

/** A text by the secretariat in several languages: `{ "fr": "…", "en": "…" }`. */
export type Variants<Value = string> = Record<Locale, Value>;

/** The variant for this locale, or the French one where it is missing. */
export function inLocale<Value>(variants: Variants<Value>, locale: Locale): Value {
  const value = variants[locale] ?? variants[sourceLocale];
  if (value === undefined) throw new Error("A text without its French variant.");
  return value;
}
