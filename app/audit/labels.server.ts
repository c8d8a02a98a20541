import { isDay } from "../http/fields";
import { isUuid } from "../http/uuid";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import type catalogue from "./messages.fr.json";

const text = serverMessages<typeof catalogue>("audit");
type Key = keyof typeof catalogue;

/** The label of a key; the key itself when it has none yet. */
function label(locale: Locale, key: string, plain: string): string {
  const found = text(locale, key as Key);
  return found === `[audit.${key}]` ? plain : found;
}

/** The label of an action: "Connexion". */
export const labelAction = (locale: Locale, action: string) => label(locale, `action.${action}`, action);

/** The label of an object type: "personne". */
export const labelObject = (locale: Locale, type: string) => label(locale, `object.${type}`, type);

/** The label of one detail: "sessions : 3". @param names of the ids in the details. */
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
  const namesSomething: boolean = isUuid(value);
  if (namesSomething) return names.get(value) ?? text(locale, "value.unnamed");
  if (isDay(value)) return dayFormat(locale).format(new Date(`${value}T00:00:00Z`));
  if (key === "fields") {
    const fields = value.split(" ").map((field) => label(locale, `field.${field}`, field));
    return fields.join(", ");
  }
  // A value can have two meanings: "network" is a visibility, and also something people are invited to.
  return label(locale, `value.${key}.${value}`, label(locale, `value.${value}`, value));
}

/** Whether a value of an entry is an id. */
export const isId = (value: unknown): value is string => typeof value === "string" && isUuid(value);

const dayFormat = (locale: Locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
