/** Groups an organisation serves; labels in the catalogues under `group.*`. */
export const groups = [
  "migrants",
  "returnees",
  "expelled",
  "refugees",
  "displaced",
  "trafficking",
  "women",
  "children",
  "youth",
  "diaspora",
  "workers",
  "detainees",
  "host",
  "defenders",
  "disabled",
] as const;
export type Group = (typeof groups)[number];

/** Languages spoken in Niger and by its partners (ISO 639); labels under `language.*`. */
export const languages = [
  "fr",
  "ha",
  "dje",
  "ff",
  "tmh",
  "kr",
  "ar",
  "gux",
  "tuq",
  "bdm",
  "en",
  "es",
  "it",
  "de",
  "pt",
] as const;
export type Language = (typeof languages)[number];

export const isGroup = (value: string): value is Group => groups.some((known) => known === value);
export const isLanguage = (value: string): value is Language => languages.some((known) => known === value);
