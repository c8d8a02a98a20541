import type { Locale } from "./locales";

const kept = new Map<string, unknown>();

/** Makes a formatter of a language once: that is the slow part, and a page has a hundred uses of a few of them. */
function once<Made>(key: string, make: () => Made): Made {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as Made;
}

export const numberFormat = (locale: Locale, options?: Intl.NumberFormatOptions) =>
  once(`n ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));

export const pluralRules = (locale: Locale, type: Intl.PluralRuleType = "cardinal") =>
  once(`p ${locale} ${type}`, () => new Intl.PluralRules(locale, { type }));

export const dateFormat = (locale: Locale, options: Intl.DateTimeFormatOptions) =>
  once(`d ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));

export const languageNames = (locale: Locale) =>
  once(`l ${locale}`, () => new Intl.DisplayNames([locale], { type: "language" }));
