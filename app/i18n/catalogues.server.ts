import { type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import { type Locale, sourceLocale } from "./locales";
import { type CompiledMessage, type CompiledMessages, formatText, type TextValues } from "./texts";

type Catalogue = Record<string, string>;

const files = import.meta.glob<Catalogue>("../*/messages.*.json", { eager: true, import: "default" });

const catalogues = new Map<Locale, CompiledMessages>();
for (const [path, catalogue] of Object.entries(files)) {
  const [, room, locale] = /\.\.\/([^/]+)\/messages\.([\w-]+)\.json$/.exec(path) ?? [];
  if (!room || !locale) throw new Error(`A catalogue with an unexpected name: ${path}`);
  const messages = catalogues.get(locale) ?? {};
  for (const [key, text] of Object.entries(catalogue)) messages[`${room}.${key}`] = compile(text);
  catalogues.set(locale, messages);
}

/** Every language that has a catalogue, the source language first. */
export const locales: readonly Locale[] = [
  sourceLocale,
  ...[...catalogues.keys()].filter((locale) => locale !== sourceLocale).sort(),
];

/** True for a language the portal speaks; anything else a browser sends is ignored. */
export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && catalogues.has(value);
}

function compile(text: string): CompiledMessage {
  return /[{}<']/.test(text) ? withoutLocations(parse(text)) : text;
}

function withoutLocations(elements: MessageFormatElement[]): MessageFormatElement[] {
  return JSON.parse(JSON.stringify(elements, (key, value) => (key === "location" ? undefined : value)));
}

/**
 * The messages a page needs, in one language.
 * @param wanted `"room"` for a whole catalogue or `"room.group"` for the keys that start with it.
 */
export function messagesFor(locale: Locale, wanted: readonly string[]): CompiledMessages {
  const all = catalogues.get(locale) ?? {};
  const chosen: CompiledMessages = {};
  for (const [key, message] of Object.entries(all)) {
    if (wanted.some((group) => key.startsWith(`${group}.`))) chosen[key] = message;
  }
  return chosen;
}

/** Messages written on the server itself: mail, titles of pages. */
export function serverTexts<RoomCatalogue>(room: string) {
  return (locale: Locale, key: keyof RoomCatalogue & string, values?: TextValues): string =>
    formatText({ locale, messages: catalogues.get(locale) ?? {} }, `${room}.${key}`, values);
}
