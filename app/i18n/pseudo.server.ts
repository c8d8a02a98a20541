import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from "@formatjs/icu-messageformat-parser";
import type { Locale } from "./locales";

/**
 * A pseudo-language for development and tests: the French messages, lengthened, accented and in brackets. Text
 * without brackets did not come from a catalogue, and a layout too narrow for it is too narrow for a third
 * language. Unicode reserves the region XA for this.
 */
export const pseudoLocale: Locale = "fr-XA";

/** One message in the pseudo-language; its arguments are unchanged. */
export function pseudoMessage(text: string): MessageFormatElement[] {
  return inBrackets(parse(text));
}

function inBrackets(elements: MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element): MessageFormatElement => {
    if (isLiteralElement(element)) return { ...element, value: lengthened(element.value) };
    if (isTagElement(element)) return { ...element, children: inBrackets(element.children) };
    if (!isPluralElement(element) && !isSelectElement(element)) return element;
    const options = Object.entries(element.options).map(([name, option]) => [
      name,
      { ...option, value: inBrackets(option.value) },
    ]);
    return { ...element, options: Object.fromEntries(options) };
  });
}

const accented: Record<string, string> = { a: "àá", e: "êë", i: "îï", o: "ôö", u: "ûü", y: "ýÿ" };

/** Line by line, since a page may split a message into its lines. Punctuation alone is unchanged. */
function lengthened(words: string): string {
  return words.replace(
    /[^\n]*\p{L}[^\n]*/gu,
    (line) => `⟦${line.replace(/[aeiouy]/g, (v) => accented[v] ?? v)}⟧`,
  );
}
