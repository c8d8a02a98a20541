import { isDay } from "../http/fields";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import type catalogue from "./messages.fr.json";

const text = serverMessages<typeof catalogue>("audit");
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

/** One detail in words: "sessions : 3". @param names of what the details know by number. */
export function labelDetail(
  locale: Locale,
  key: string,
  value: unknown,
  names: ReadonlyMap<string, string>,
): string {
  return text(locale, "detail", {
    name: label(locale, `detail.${key}`, key),
    value: labelValue(locale, key, String(value), names),
  });
}

function labelValue(locale: Locale, key: string, value: string, names: ReadonlyMap<string, string>): string {
  if (numberPattern.test(value)) return names.get(value) ?? text(locale, "value.unnamed");
  if (isDay(value)) return dayFormat(locale).format(new Date(`${value}T00:00:00Z`));
  if (key === "fields") {
    const fields = value.split(" ").map((field) => label(locale, `field.${field}`, field));
    return fields.join(", ");
  }
  // The same word may say two things: "network" is a visibility, and somewhere one is invited to.
  return label(locale, `value.${key}.${value}`, label(locale, `value.${value}`, value));
}

/** Whether a value of the record is the number of something. */
export const isNumber = (value: unknown): value is string =>
  typeof value === "string" && numberPattern.test(value);

const numberPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const dayFormat = (locale: Locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
