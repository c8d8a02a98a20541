import { parse } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { isPacked, packMessage, writeMessage } from "./packed";

const written = (text: string, values: Record<string, unknown>, locale = "fr") =>
  writeMessage(packMessage(parse(text)), locale, values).join("");

/** ICU's results, compared by hand with FormatJS's own formatter. */
test.each<[text: string, values: Record<string, unknown>, expected: string]>([
  ["Bonjour {name} !", { name: "Aïcha" }, "Bonjour Aïcha !"],
  ["{name}", { name: "Aïcha" }, "Aïcha"],
  ["{name}.", { name: null }, "."],
  ["{count}", { count: 1234 }, "1234"],
  ["{count, number} pages", { count: 1234 }, "1\u202f234 pages"],
  ["{part, number, percent}", { part: 0.25 }, "25\u00a0%"],
  ["{part, number, ::.0}", { part: 1.25 }, "1,3"],
  ["{count, plural, =0 {rien} one {# page} other {# pages}}", { count: 0 }, "rien"],
  ["{count, plural, one {# page} other {# pages}}", { count: 0 }, "0 page"],
  ["{count, plural, one {# page} other {# pages}}", { count: 1 }, "1 page"],
  ["{count, plural, one {# page} other {# pages}}", { count: 1234 }, "1\u202f234 pages"],
  ["{count, plural, offset:1 =1 {seul} one {# autre} other {# autres}}", { count: 1 }, "seul"],
  ["{count, plural, offset:1 one {# autre} other {# autres}}", { count: 4 }, "3 autres"],
  ["{place, selectordinal, one {#er} other {#e}}", { place: 1 }, "1er"],
  ["{place, selectordinal, one {#er} other {#e}}", { place: 2 }, "2e"],
  ["{kind, select, a {un {thing}} other {autre}}", { kind: "a", thing: "mot" }, "un mot"],
  ["{kind, select, a {un} other {autre}}", { kind: "toString" }, "autre"],
  ["{n, plural, one {{m, plural, one {a #} other {b #}}} other {c #}}", { n: 1, m: 5 }, "b 5"],
  ["'<'b'>' reste", {}, "<b> reste"],
])("“%s” with %j says “%s”", (text, values, expected) => {
  expect(isPacked(packMessage(parse(text)))).toBe(true);
  expect(written(text, values)).toBe(expected);
});

test("plurals follow the rules of the language", () => {
  expect(written("{count, plural, one {# post} other {# posts}}", { count: 0 }, "en")).toBe("0 posts");
});

test("tag functions receive their content and render it", () => {
  const parts = writeMessage(packMessage(parse("Lire <link>la {page} <b>vite</b></link>.")), "fr", {
    page: "suite",
    link: (inside: unknown[]) => ({ inside }),
    b: (inside: unknown[]) => ({ inside }),
  });
  expect(parts).toEqual(["Lire ", { inside: ["la suite ", { inside: ["vite"] }] }, "."]);
});

test("a missing value throws", () => {
  expect(() => written("Bonjour {name}", {})).toThrow("name");
});

test("an element type that pages cannot format is refused when packing", () => {
  expect(() => packMessage(parse("{day, date, short}"))).toThrow("day");
});

test("a plain message is not taken for a packed one", () => {
  expect(isPacked("Rien à lire [ici]")).toBe(false);
  expect(isPacked("[ici]")).toBe(false);
});
