import { serverTexts } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import type catalogue from "./messages.fr.json";

const text = serverTexts<typeof catalogue>("audit");
type Key = keyof typeof catalogue;

/** The words for a key; what has none yet is shown as it stands in the record. */
function label(locale: Locale, key: string, plain: string): string {
  const found = text(locale, key as Key);
  return found === `[audit.${key}]` ? plain : found;
}

/** An action in words: "Connexion". */
export const labelAction = (locale: Locale, action: string) => label(locale, `action.${action}`, action);

/** What was acted on, in words: "personne". */
export const labelObject = (locale: Locale, type: string) => label(locale, `object.${type}`, type);

/** One detail in words: "sessions : 3". */
export function labelDetail(locale: Locale, key: string, value: unknown): string {
  const words = label(locale, `value.${value}`, String(value));
  return text(locale, "detail", { name: label(locale, `detail.${key}`, key), value: words });
}
