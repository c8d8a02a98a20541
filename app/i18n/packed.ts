import type { MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { numberFormat, pluralRules } from "./formatters";
import type { Locale } from "./locales";

/**
 * The wire format of a message with arguments or tags: parsed on the server by FormatJS, so that the browser
 * needs no parser, and compact, since a page carries a hundred of them. A literal is a string; every other
 * element is a list that begins with FormatJS's type number.
 */
type Packed = string | Written;
type Written = [kind: number, name: string, ...rest: unknown[]];

/** FormatJS's element types; its own enumeration is in the parser package. */
const kind = { literal: 0, argument: 1, number: 2, select: 5, plural: 6, pound: 7, tag: 8 } as const;
const known = new Set<number>(Object.values(kind));

interface Element {
  type: number;
  value: string;
  style?: string | { parsedOptions?: Intl.NumberFormatOptions } | null;
  options?: Record<string, { value: Element[] }>;
  offset?: number;
  pluralType?: string;
  children?: Element[];
}

/** Packs a parsed message. @throws on element types that no message uses: dates are formatted by `ui/time.tsx`. */
export const packMessage = (elements: readonly MessageFormatElement[]): string =>
  JSON.stringify(pack(elements as readonly Element[]));

/** Distinguishes it from a message without arguments or tags, which is sent unchanged. */
export const isPacked = (message: string): boolean => /^\[["[]/.test(message);

function pack(elements: readonly Element[]): Packed[] {
  return elements.map(({ type, value, style, options, offset, pluralType, children }): Packed => {
    if (!known.has(type)) throw new Error(`A message with {${value}} of a kind that pages cannot write.`);
    if (type === kind.literal) return value;
    if (type === kind.tag) return [type, value, pack(children ?? [])];
    if (type === kind.number) return style ? [type, value, numberOptions(style)] : [type, value];
    if (!options) return [type, value];
    const choices = Object.entries(options).map(([name, choice]) => [name, pack(choice.value)]);
    const rest = offset || pluralType === "ordinal" ? [offset, pluralType] : [];
    return [type, value, Object.fromEntries(choices), ...rest];
  });
}

function numberOptions(style: NonNullable<Element["style"]>): Intl.NumberFormatOptions {
  if (style === "percent") return { style };
  const options = typeof style === "string" ? undefined : style.parsedOptions;
  if (!options) throw new Error(`A number in a style that pages cannot write: ${JSON.stringify(style)}`);
  return options;
}

/** The values of a message by name: for a tag, a function that renders its content. */
export type Values<Part> = Record<string, unknown | ((inside: (string | Part)[]) => Part)>;

/** Formats one packed message in a language. @throws when a value is missing. */
export function writeMessage<Part = string>(
  message: string,
  locale: Locale,
  values: Values<Part>,
): (string | Part)[] {
  const read = (messages.get(message) ?? JSON.parse(message)) as Packed[];
  messages.set(message, read);
  return write(read, { locale, values: values as Record<string, unknown>, count: 0 }) as (string | Part)[];
}

const messages = new Map<string, Packed[]>();

interface Context {
  locale: Locale;
  values: Record<string, unknown>;
  /** The value of `#`. */
  count: number;
}

/** Appends the parts of a message to `pieces`, joining adjacent strings. */
function write(packed: readonly Packed[], context: Context, pieces: unknown[] = []): unknown[] {
  for (const element of packed) {
    if (typeof element === "string") add(pieces, element);
    else writeElement(element, context, pieces);
  }
  return pieces;
}

function add(pieces: unknown[], piece: unknown): void {
  const last = pieces.length - 1;
  if (typeof piece === "string" && typeof pieces[last] === "string") pieces[last] += piece;
  else pieces.push(piece);
}

function writeElement(element: Written, context: Context, pieces: unknown[]): void {
  const [type, name, detail, offset, pluralType] = element;
  const { locale, values, count } = context;
  if (type !== kind.pound && !(name in values)) throw new Error(`A message without its value “${name}”.`);
  const value = values[name];
  if (type === kind.select) write(chosen(element, String(value)), context, pieces);
  else if (type === kind.plural) {
    const rest = Number(value) - Number(offset ?? 0);
    const category = pluralRules(locale, pluralType as Intl.PluralRuleType).select(rest);
    write(chosen(element, `=${value}`, category), { ...context, count: rest }, pieces);
  } else if (type === kind.tag) {
    add(pieces, (value as (inside: unknown[]) => unknown)(write(detail as Packed[], context)));
  } else if (type === kind.pound) add(pieces, numberFormat(locale).format(count));
  else if (type === kind.number) {
    add(pieces, numberFormat(locale, detail as Intl.NumberFormatOptions).format(Number(value)));
  } else add(pieces, isText(value) ? String(value ?? "") : value);
}

/** The first option with one of these names, else `other`. */
function chosen([, , detail]: Written, ...names: string[]): Packed[] {
  const choices = detail as Record<string, Packed[]>;
  for (const name of [...names, "other"]) {
    const choice = choices[name];
    // An inherited property ("constructor") can match, but is not a list.
    if (Array.isArray(choice)) return choice;
  }
  return [];
}

const isText = (value: unknown) => value === null || typeof value !== "object";
