import type { MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { IntlMessageFormat, type PrimitiveType } from "intl-messageformat";
import { createContext, Fragment, type ReactNode, useContext } from "react";
import { type Locale, sourceLocale } from "./locales";

/**
 * A message as it travels: plain text as it is, anything with arguments or tags parsed on the server and written as
 * JSON (as objects the same would weigh twice as much in the page).
 */
export type CompiledMessage = string;
export type CompiledMessages = Record<string, CompiledMessage>;
export type TextValues = Record<string, PrimitiveType>;
export type RichValues = Record<string, PrimitiveType | ReactNode | ((parts: ReactNode) => ReactNode)>;

interface Texts {
  locale: Locale;
  messages: CompiledMessages;
}

const TextsContext = createContext<Texts>({ locale: sourceLocale, messages: {} });

/** Gives the page below it its language and its own messages. */
export function TextsProvider({ locale, messages, children }: Texts & { children: ReactNode }) {
  return <TextsContext.Provider value={{ locale, messages }}>{children}</TextsContext.Provider>;
}

/** The language this page is written in, for `lang` attributes and formatters. */
export function useLocale(): Locale {
  return useContext(TextsContext).locale;
}

const isParsed = (message: CompiledMessage) => message.startsWith('[{"');

const formatters = new Map<string, IntlMessageFormat>();

function formatterFor(message: CompiledMessage, locale: Locale): IntlMessageFormat {
  const key = `${locale} ${message}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new IntlMessageFormat(JSON.parse(message) as MessageFormatElement[], locale);
  formatters.set(key, made);
  return made;
}

/**
 * Writes one message. A key that did not travel with the page shows as itself between brackets, which the
 * end-to-end tests look for on every page.
 */
export function formatText({ locale, messages }: Texts, key: string, values?: TextValues): string {
  const message = messages[key];
  if (message === undefined) return `[${key}]`;
  return isParsed(message) ? String(formatterFor(message, locale).format(values)) : message;
}

function formatRich({ locale, messages }: Texts, key: string, values: RichValues): ReactNode {
  const message = messages[key];
  if (message === undefined || !isParsed(message)) return message ?? `[${key}]`;
  const parts = formatterFor(message, locale).format<ReactNode>(values as RichValues & TextValues);
  return Array.isArray(parts)
    ? // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one message never move
      parts.map((part, index) => <Fragment key={index}>{part}</Fragment>)
    : parts;
}

/**
 * Typed access to the messages of one room; each room calls it once, in its `texts.ts`, with the type of its
 * French catalogue.
 */
export function roomTexts<Catalogue>(room: string) {
  type Key = keyof Catalogue & string;

  /** `const t = useTexts()`, then `t("directory.title")`: a string, for text and attributes alike. */
  function useTexts() {
    const texts = useContext(TextsContext);
    return (key: Key, values?: TextValues) => formatText(texts, `${room}.${key}`, values);
  }

  /** `<Text id="…" link={(parts) => <a href="…">{parts}</a>} />`: a message with tags in it. */
  function Text({ id, ...values }: { id: Key } & RichValues) {
    return <>{formatRich(useContext(TextsContext), `${room}.${id}`, values)}</>;
  }

  return { useTexts, Text };
}
