import { languageNames } from "./formatters";

/**
 * The languages of the portal. A locale is known when `app/i18n/messages.<locale>.json` exists; adding a third
 * one means adding that file and one per room, nothing else.
 */
export type Locale = string;

/** The working language of the network, and the one every catalogue is complete in. */
export const sourceLocale: Locale = "fr";

/** A language in its own words: "Français", "English", "Hausa". */
export function nameOfLanguage(locale: Locale): string {
  const name = languageNames(locale).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
