import { type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import { settings } from "../ports/ports.server";
import { type Locale, sourceLocale } from "./locales";
import { pseudoLocale, pseudoMessage } from "./pseudo.server";
import { type CompiledMessage, type CompiledMessages, formatText, type TextValues } from "./texts";

type Catalogue = Record<string, string>;

const files = import.meta.glob<Catalogue>("../*/messages.*.json", { eager: true, import: "default" });

const spoken = [
  ...new Set([
    sourceLocale,
    ...Object.keys(files)
      .map((path) => nameOf(path).locale)
      .sort(),
  ]),
];
const catalogues = new Map(spoken.map((locale) => [locale, gather(locale, compile)]));

/** Every language that has a catalogue, the source language first; while developing, the pseudo-language last. */
export const locales = (): readonly Locale[] => (settings().development ? [...spoken, pseudoLocale] : spoken);

/** True for a language the portal speaks; anything else a browser sends is ignored. */
export function isLocale(value: unknown): value is Locale {
  return locales().some((locale) => locale === value);
}

function catalogueOf(locale: Locale): CompiledMessages {
  if (locale === pseudoLocale && !catalogues.has(locale)) {
    catalogues.set(
      locale,
      gather(sourceLocale, (text) => written(pseudoMessage(text))),
    );
  }
  return catalogues.get(locale) ?? {};
}

/** The messages of every room in one language, as `room.key`. */
function gather(language: Locale, compiled: (text: string) => CompiledMessage): CompiledMessages {
  const messages: CompiledMessages = {};
  for (const [path, catalogue] of Object.entries(files)) {
    const { room, locale } = nameOf(path);
    if (locale !== language) continue;
    for (const [key, text] of Object.entries(catalogue)) messages[`${room}.${key}`] = compiled(text);
  }
  return messages;
}

function nameOf(path: string): { room: string; locale: Locale } {
  const [, room, locale] = /\.\.\/([^/]+)\/messages\.([\w-]+)\.json$/.exec(path) ?? [];
  if (!room || !locale) throw new Error(`A catalogue with an unexpected name: ${path}`);
  return { room, locale };
}

function compile(text: string): CompiledMessage {
  return /[{}<']/.test(text) ? written(parse(text)) : text;
}

function written(elements: MessageFormatElement[]): CompiledMessage {
  return JSON.stringify(elements, (key, value) => (key === "location" ? undefined : value));
}

/**
 * The messages a page needs, in one language.
 * @param wanted `"room"` for a whole catalogue or `"room.group"` for the keys that start with it.
 */
export function messagesFor(locale: Locale, wanted: readonly string[]): CompiledMessages {
  const all = catalogueOf(locale);
  const chosen: CompiledMessages = {};
  for (const [key, message] of Object.entries(all)) {
    if (wanted.some((group) => key.startsWith(`${group}.`))) chosen[key] = message;
  }
  return chosen;
}

/** Messages written on the server itself: mail, titles of pages. */
export function serverTexts<RoomCatalogue>(room: string) {
  return (locale: Locale, key: keyof RoomCatalogue & string, values?: TextValues): string =>
    formatText({ locale, messages: catalogueOf(locale) }, `${room}.${key}`, values);
}
