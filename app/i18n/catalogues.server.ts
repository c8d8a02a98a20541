import { createHash } from "node:crypto";
import { parse } from "@formatjs/icu-messageformat-parser";
import { settings } from "../services/services.server";
import { type Locale, sourceLocale } from "./locales";
import {
  type CompiledMessage,
  type CompiledMessages,
  formatMessage,
  type MessageValues,
  messageFolder,
  packMessages,
  registerMessages,
} from "./messages";
import { packMessage } from "./packed";
import { pseudoLocale, pseudoMessage } from "./pseudo.server";

type Catalogue = Record<string, string>;

const written = import.meta.glob<Catalogue>("../*/messages.*.json", { eager: true, import: "default" });

const spoken = [
  ...new Set([
    sourceLocale,
    ...Object.keys(written)
      .map((path) => nameOf(path).locale)
      .sort(),
  ]),
];
const catalogues = new Map(spoken.map((locale) => [locale, gather(locale, compile)]));

/** Every language that has a catalogue, the source language first; in development the pseudo-language last. */
export const locales = (): readonly Locale[] => (settings().development ? [...spoken, pseudoLocale] : spoken);

/** True for a language of the portal; other input is ignored. */
export function isLocale(value: unknown): value is Locale {
  return locales().some((locale) => locale === value);
}

function catalogueOf(locale: Locale): CompiledMessages {
  if (locale === pseudoLocale && !catalogues.has(locale)) {
    catalogues.set(
      locale,
      gather(sourceLocale, (text) => packMessage(pseudoMessage(text))),
    );
  }
  return catalogues.get(locale) ?? {};
}

/** The messages of every room in one language, as `room.key`. */
function gather(language: Locale, compiled: (text: string) => CompiledMessage): CompiledMessages {
  const messages: CompiledMessages = {};
  for (const [path, catalogue] of Object.entries(written)) {
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
  return /[{}<']/.test(text) ? packMessage(parse(text)) : text;
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

/** Packed messages and the file that holds them, named by content hash: browsers cache it for ever. */
interface Piece {
  text: string;
  address: string;
}

const pieces = new Map<string, Piece>();
const files = new Map<string, string>();

/** The same, packed for `unpackMessages`; built once for each page and language. */
export function packedMessagesFor(locale: Locale, wanted: readonly string[]): Piece {
  const key = [locale, ...wanted].join(" ");
  const known = pieces.get(key);
  if (known) return known;
  const text = packMessages(messagesFor(locale, wanted));
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
  const piece = { text, address: `${messageFolder}${locale}-${hash}.js` };
  pieces.set(key, piece);
  files.set(piece.address, text);
  registerMessages(piece.address, text);
  return piece;
}

/** The packed messages in the file of an address; undefined unless a page has requested them. */
export const packedMessagesAt = (address: string): string | undefined => files.get(address);

/** Messages rendered on the server: mail, page titles. */
export function serverMessages<RoomCatalogue>(room: string) {
  return (locale: Locale, key: keyof RoomCatalogue & string, values?: MessageValues): string =>
    formatMessage({ locale, messages: catalogueOf(locale) }, `${room}.${key}`, values);
}
