import { createContext, Fragment, type ReactNode, useContext } from "react";
import { swapQuotes } from "../http/packed-json";
import { type Locale, sourceLocale } from "./locales";
import { isPacked, type Values, writeMessage } from "./packed";

/** A message as it is sent: plain text unchanged, anything with arguments or tags packed (see packed.ts). */
export type CompiledMessage = string;
export type CompiledMessages = Record<string, CompiledMessage>;
export type MessageValues = Record<string, string | number | boolean | null | undefined>;
export type RichValues = Record<string, ReactNode | ((parts: ReactNode) => ReactNode)>;

interface Texts {
  locale: Locale;
  messages: CompiledMessages;
}

const TextsContext = createContext<Texts>({ locale: sourceLocale, messages: {} });

/** Provides the language and the messages of a page. */
export function MessagesProvider({ locale, messages, children }: Texts & { children: ReactNode }) {
  return <TextsContext.Provider value={{ locale, messages }}>{children}</TextsContext.Provider>;
}

/** The language of this page, for `lang` attributes and formatters. */
export function useLocale(): Locale {
  return useContext(TextsContext).locale;
}

const read = new Map<string, CompiledMessages>();

/**
 * Separates keys and messages in the packed string, and occurs in no message; the quotes of packed messages are
 * swapped.
 */
const seam = "¦";

/** Packs the messages of a page into one string. @throws when a message contains the separator. */
export function packMessages(messages: CompiledMessages): string {
  const parts = Object.entries(messages).flat();
  const seamed = parts.find((part) => part.includes(seam));
  if (seamed) throw new Error(`A message with a ${seam} in it: ${seamed}`);
  return swapQuotes(parts.join(seam));
}

/**
 * Unpacks the messages of a page, once; they travel as one string because separate values would be a third
 * larger.
 * @param sent the packed string, or the address of a file whose content is registered.
 */
export function unpackMessages(sent: string): CompiledMessages {
  const known = read.get(sent);
  if (known) return known;
  const parts = sent ? swapQuotes(sent).split(seam) : [];
  const messages: CompiledMessages = {};
  for (let at = 0; at < parts.length; at += 2) messages[parts[at] ?? ""] = parts[at + 1] ?? "";
  read.set(sent, messages);
  return messages;
}

export const messageFolder = "/messages/";
/** The id of the link to the page's file of messages. */
export const messageFileLink = "messages";
/** Distinguishes the address of a file of messages from a packed string, which begins with a key. */
export const isMessageFile = (sent = "") => sent.startsWith(messageFolder);

/** Registers the packed string of a file's address. */
export function registerMessages(address: string, piece: string): void {
  read.set(address, unpackMessages(piece));
}

/**
 * Formats one message. A key that was not sent with the page is shown in brackets, which the end-to-end tests
 * look for on every page.
 */
export function formatMessage({ locale, messages }: Texts, key: string, values?: MessageValues): string {
  const message = messages[key];
  if (message === undefined) return `[${key}]`;
  return isPacked(message) ? writeMessage(message, locale, values ?? {}).join("") : message;
}

function formatRich({ locale, messages }: Texts, key: string, values: RichValues): ReactNode {
  const message = messages[key];
  if (message === undefined || !isPacked(message)) return message ?? `[${key}]`;
  const given: Values<ReactNode> = {};
  for (const [name, value] of Object.entries(values)) {
    given[name] = typeof value === "function" ? (inside: ReactNode[]) => value(inOrder(inside)) : value;
  }
  return inOrder(writeMessage<ReactNode>(message, locale, given));
}

/** Renders the parts of one message, whose order is fixed. */
const inOrder = (parts: readonly ReactNode[]): ReactNode =>
  parts.length === 1
    ? parts[0]
    : // biome-ignore lint/suspicious/noArrayIndexKey: see above
      parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);

/**
 * Typed access to the messages of one room; each room calls it once, in its `messages.ts`, with the type of its
 * French catalogue.
 */
export function roomMessages<Catalogue>(room: string) {
  type Key = keyof Catalogue & string;

  /** `const t = useMessages()`, then `t("directory.title")`: a string, for text and attributes alike. */
  function useMessages() {
    const texts = useContext(TextsContext);
    return (key: Key, values?: MessageValues) => formatMessage(texts, `${room}.${key}`, values);
  }

  /** `<Text id="…" link={(parts) => <a href="…">{parts}</a>} />`: a message with tags in it. */
  function Text({ id, ...values }: { id: Key } & RichValues) {
    return <>{formatRich(useContext(TextsContext), `${room}.${id}`, values)}</>;
  }

  return { useMessages, Text };
}
