import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import { isGroup, isLanguage } from "./controlled-vocabulary";
import type { Relation } from "./organisations";

const texts = serverMessages<typeof import("./messages.fr.json")>("organisations");
const spoken = ["fr", "en"];

export const wordsOfLanguage = (locale: Locale, value: string): string =>
  isLanguage(value) ? texts(locale, `language.${value}`) : value;

export const wordsOfGroup = (locale: Locale, value: string): string =>
  isGroup(value) ? texts(locale, `group.${value}`) : value;

export const wordsOfRelation = (locale: Locale, value: Relation): string =>
  texts(locale, `relation.${value}`);

/** Names of a language in every language of the portal, for search. */
export const languageNames = (value: string): string[] =>
  spoken.map((locale) => wordsOfLanguage(locale, value));

/** The same for a group served. */
export const groupNames = (value: string): string[] => spoken.map((locale) => wordsOfGroup(locale, value));
