import { readdir, readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import {
  isArgumentElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";

const files = (await readdir("app", { recursive: true }))
  .filter((path) => /(^|\/)messages\.[\w-]+\.json$/.test(path))
  .map((path) => `app/${path}`);
const rooms = [...new Set(files.map(dirname))];
const locales = [...new Set(files.map((path) => basename(path).replace(/^messages\.|\.json$/g, "")))];

const read = async (room: string, locale: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(`${room}/messages.${locale}.json`, "utf8"));

/** The names of what a message is given, tags included. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (isTagElement(element)) return [element.value, ...argumentsOf(element.children)];
    if (isPluralElement(element) || isSelectElement(element)) {
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))];
    }
    return isArgumentElement(element) || "style" in element ? [element.value] : [];
  });
}

const sorted = (names: string[]) => [...new Set(names)].sort();

describe.each(rooms)("%s", (room) => {
  test.each(locales.filter((locale) => locale !== "fr"))(
    "says everything in %s that it says in French",
    async (locale) => {
      const french = await read(room, "fr");
      const other = await read(room, locale);
      expect(Object.keys(other).sort()).toEqual(Object.keys(french).sort());
      for (const [key, text] of Object.entries(french)) {
        expect(sorted(argumentsOf(parse(other[key] ?? ""))), key).toEqual(sorted(argumentsOf(parse(text))));
      }
    },
  );

  test("writes French as French is set", async () => {
    for (const [key, text] of Object.entries(await read(room, "fr"))) {
      const shown = text.replace(/\{[^{}]*\}/g, "x");
      expect(shown, `${key}: a straight apostrophe or quote`).not.toMatch(/['"]/);
      expect(shown, `${key}: an ordinary space before ; : ! ? or inside « »`).not.toMatch(/ [;:!?»]|« /);
      expect(shown, `${key}: no space before ; ! ?`).not.toMatch(/[\p{L}\p{N}»)][;!?](\s|$)/u);
      expect(shown, `${key}: three dots for an ellipsis`).not.toContain("...");
    }
  });
});
