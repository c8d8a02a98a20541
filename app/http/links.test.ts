import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findLinks, isSafeLink, safeHref } from "./links";

const unsafe: unknown[] = [
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  "java\tscript:alert(1)",
  " https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:///evil.example",
  "https:\\\\evil.example",
  "https://remiddh.org@evil.example",
  "https://remiddh.org:443@evil.example/",
  "https://remiddh.org%2f@evil.example/",
  "https://a:b@evil.example/",
  "data:text/html,<script>",
  "blob:https://evil.example/x",
  "ftp://evil.example",
  "mailto:",
  "mailto:a@b?bcc=c@d",
  "mailto:a@b,c@d",
  "https://",
  "http://[::1",
  "https://exemple.org/\0",
  "https://exemple.org/\ud800",
  `https://exemple.org/${"a".repeat(2_000)}`,
  `https://exemple.org/${"é".repeat(700)}`,
  ["https://exemple.org"],
  { href: "https://exemple.org" },
  null,
  undefined,
  1,
];

describe("a link leads to http, https or mailto, written in full", () => {
  test.each(unsafe)("not to %j", (address) => {
    expect(safeHref(address)).toBeNull();
    expect(isSafeLink(address)).toBe(false);
  });

  test.each([
    ["https://exemple.org/a?b=c#d", "https://exemple.org/a?b=c#d"],
    ["HTTP://exemple.org/é", "http://exemple.org/%C3%A9"],
    ["mailto:contact@exemple.org", "mailto:contact@exemple.org"],
  ])("to %s", (address, href) => expect(safeHref(address)).toBe(href));

  test("safeHref is idempotent", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("https://", "http://a.b/", "mailto:a@"),
        fc.string({ unit: "binary" }),
        (start, rest) => {
          const href = safeHref(start + rest);
          if (href !== null) expect(safeHref(href)).toBe(href);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("an address within a text", () => {
  test.each([
    ["voir https://example.org/y, puis", ["https://example.org/y"]],
    ["https://example.org/y.", ["https://example.org/y"]],
    ["« https://example.org/y »", ["https://example.org/y"]],
    ["“https://example.org/y”", ["https://example.org/y"]],
    ["(voir https://fr.wikipedia.org/wiki/Niger_(pays))", ["https://fr.wikipedia.org/wiki/Niger_(pays)"]],
    ["(voir https://fr.wikipedia.org/wiki/Niger_(pays)).", ["https://fr.wikipedia.org/wiki/Niger_(pays)"]],
    ["[https://example.org/y]", ["https://example.org/y"]],
    ["https://example.org/a?b=1,2&c=d!", ["https://example.org/a?b=1,2&c=d"]],
    ["https://example.org/y…", ["https://example.org/y"]],
    ["www.example.org/y; https://example.com", ["www.example.org/y", "https://example.com"]],
    ["www. et wwww.example.org, xhttps://example.org", []],
    ["https://remiddh.org@evil.example et https://.", []],
    ["le 12.03.2026, etc.", []],
  ])("%s", (words, addresses) => {
    expect(findLinks(words).map(({ from, to }) => words.slice(from, to))).toEqual(addresses);
  });

  test("addresses are found in time linear in the length of the text", () => {
    const started = performance.now();
    findLinks(`https://exemple.org/${")".repeat(200_000)}`);
    findLinks("www.".repeat(50_000));
    findLinks(`https://exemple.org/${"(".repeat(100_000)}${")".repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
