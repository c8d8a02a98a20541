import type { Locale } from "./locales";

const kept = new Map<string, unknown>();

/** Caches formatters: constructing them is slow, and a page uses a few of them a hundred times. */
function once<Made>(key: string, make: () => Made): Made {
  const known = kept.get(key);
  if (known !== undefined) return known as Made;
  const made = make();
  kept.set(key, made);
  return made;
}

export const numberFormat = (locale: Locale, options?: Intl.NumberFormatOptions) =>
  once(
    options ? `n ${locale} ${JSON.stringify(options)}` : `n ${locale}`,
    () => new Intl.NumberFormat(locale, options),
  );

export const pluralRules = (locale: Locale, type: Intl.PluralRuleType = "cardinal") =>
  once(`p ${locale} ${type}`, () => new Intl.PluralRules(locale, { type }));

const dateLooks = {
  /** 28 novembre 2023 */
  day: { day: "numeric", month: "long", year: "numeric" },
  /** 28 nov. 2023 */
  short: { day: "numeric", month: "short", year: "numeric" },
  /** mardi 28 novembre 2023 */
  fullDay: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  /** novembre 2023 */
  month: { month: "long", year: "numeric" },
  /** mardi */
  weekday: { weekday: "long" },
} as const;

/** Formats dates in a language and a time zone (its IANA name). */
export const dateFormat = (locale: Locale, look: keyof typeof dateLooks, timeZone: string) =>
  once(
    `d ${locale} ${look} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { ...dateLooks[look], timeZone }),
  );

/** The day of an instant in a zone, as YYYY-MM-DD (the Swedish date format). */
export const dayIn = (timeZone: string, at: Date): string =>
  once(`day ${timeZone}`, () => new Intl.DateTimeFormat("sv-SE", { timeZone })).format(at);

/** The time of day of an instant in a zone: hours (24) and minutes, two digits each. */
export function clockIn(timeZone: string, at: Date): { hour: string; minute: string } {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const clock = once(`clock ${timeZone}`, () => new Intl.DateTimeFormat("en-GB", options));
  const [hour = "", minute = ""] = clock.format(at).split(":");
  return { hour, minute };
}

/** The name of a language in that language: "Français", "English", "Hausa". */
export const nameOfLanguage = (locale: Locale): string =>
  once(`l ${locale}`, () => {
    const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  });
