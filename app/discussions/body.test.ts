import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownOf } from "../../prisma/demo/markdown";
import { threads } from "../../prisma/demo/threads";
import { type Block, type Inline, quoteBody, writeBody } from "./body";
import { readBody } from "./body.server";
import { safeHref } from "./body-addresses.server";

const paragraph = (...inlines: Inline[]): Block => ({ paragraph: inlines });

describe("a post reads as it looks", () => {
  test.each<[string, string, Block[]]>([
    ["paragraphs stand apart by an empty line", "Un.\n\nDeux.", [paragraph("Un."), paragraph("Deux.")]],
    ["a line break is one", "Un\nDeux", [paragraph("Un\nDeux")]],
    [
      "Windows' line ends are the same",
      "Un\r\nDeux\r\n\r\nTrois",
      [paragraph("Un\nDeux"), paragraph("Trois")],
    ],
    ["looks nest", "**a *b* c**", [paragraph({ bold: ["a ", { italic: ["b"] }, " c"] })]],
    ["italic may hold bold", "*a **b** c*", [paragraph({ italic: ["a ", { bold: ["b"] }, " c"] })]],
    ["a lone star is a star", "2 * 3 * 4 et *", [paragraph("2 * 3 * 4 et *")]],
    ["a look without its end is text", "**a", [paragraph("**a")]],
    ["a backslash takes a sign literally", "\\*a\\* \\[b\\]", [paragraph("*a* [b]")]],
    ["bullets", "- un\n- deux\n  suite\n* trois", [{ bullets: [["un"], ["deux\nsuite"], ["trois"]] }]],
    ["numbers", "3. un\n4. deux", [{ numbers: [["un"], ["deux"]], from: 3 }]],
    ["a list may follow its line", "Voici :\n- un", [paragraph("Voici :"), { bullets: [["un"]] }]],
    [
      "a year begins no list",
      "L’ordonnance de\n2023. Puis rien.",
      [paragraph("L’ordonnance de\n2023. Puis rien.")],
    ],
    [
      "a quotation",
      "> Un\n>\n> Deux\n\nOui.",
      [{ quote: [paragraph("Un"), paragraph("Deux")] }, paragraph("Oui.")],
    ],
    ["a quotation in one", ">> Un\n> Deux", [{ quote: [{ quote: [paragraph("Un")] }, paragraph("Deux")] }]],
    [
      "a link with words",
      "Voir [le texte](https://exemple.org/a_(b)).",
      [paragraph("Voir ", { href: "https://exemple.org/a_(b)", text: "le texte" }, ".")],
    ],
    [
      "a bare address, without the full stop after it",
      "Voir https://exemple.org/a.",
      [paragraph("Voir ", { href: "https://exemple.org/a", text: "https://exemple.org/a" }, ".")],
    ],
    [
      "an address between brackets",
      "(https://exemple.org/a)",
      [paragraph("(", { href: "https://exemple.org/a", text: "https://exemple.org/a" }, ")")],
    ],
    ["HTML is text", "<b>a</b><script>", [paragraph("<b>a</b><script>")]],
    ["nothing is nothing", " \n\n ", []],
  ])("%s", (_rule, source, blocks) => {
    expect(readBody(source)).toEqual(blocks);
  });
});

/** What people and attackers put where an address stands. */
const evil = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "//evil.example",
  "\\\\evil.example",
  "/\\evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:///evil.example",
  "https:\\\\evil.example",
  "https://remiddh.org@evil.example/",
  "https://a:b@evil.example/",
  "data:text/html,<script>",
  "vbscript:x",
  "file:///etc/passwd",
  "mailto:",
  "mailto:a@b?subject=x&bcc=c@d",
  "ftp://evil.example",
  "https://",
  "http://[::1",
];

describe("no link leads where it should not", () => {
  test.each(evil)("“%s” is no link", (address) => {
    expect(safeHref(address)).toBeNull();
    expect(linksIn(readBody(`[mots](${address}) ${address}`))).toEqual([]);
  });

  test.each(["blob:https://evil.example/x", " https://evil.example"])(
    "“%s” is no address of a link",
    (address) => {
      expect(safeHref(address)).toBeNull();
    },
  );

  test.each(["https://exemple.org", "HTTP://exemple.org/é?a=b#c", "mailto:contact@exemple.org"])(
    "“%s” is one",
    (address) => expect(safeHref(address)).toMatch(/^(https?:\/\/|mailto:)/),
  );

  test("whatever is typed, reading never throws and every link is http, https or mailto", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        ...evil,
        "[",
        "](",
        ")",
        "**",
        "*",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "\\",
        "https://a.b/c",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const blocks = readBody(pieces.join(""));
        for (const href of linksIn(blocks)) {
          const { protocol, username } = new URL(href);
          expect(["http:", "https:", "mailto:"]).toContain(protocol);
          expect(username).toBe("");
          expect(href).not.toMatch(/[\s\\]/);
        }
      }),
      { numRuns: 3_000, seed: 20261123 },
    );
  });

  test.each(["*a ", "**a ", "[a](", "[", "https://a@", "> ", ">", "- ", "\\", "*a*", "(", "h", "1. "])(
    "10,000 characters of “%s” are read in well under a second",
    (piece) => {
      const source = piece.repeat(10_000 / piece.length);
      const began = performance.now();
      readBody(source);
      expect(performance.now() - began).toBeLessThan(500);
    },
  );
});

describe("what was read can be written again", () => {
  test("every post of the demonstration says the same after a round", () => {
    const posts = threads.flatMap(({ posts }) => posts);
    expect(posts).toHaveLength(69);
    for (const post of posts) {
      const blocks = readBody(markdownOf(post));
      expect(readBody(writeBody(blocks))).toEqual(blocks);
      const words = post.body.flatMap((block) => ("items" in block ? block.items.flat() : block.content));
      expect(wordsIn(blocks)).toContain(words[0]?.text);
      expect(blocks.length).toBe(post.body.length + (post.quote ? 1 : 0));
    }
  });

  test("signs that would begin something stay signs", () => {
    for (const text of ["> a", "- a", "1. a", "*a*", "[a](b)", "\\a", "• a", "12) a"]) {
      expect(readBody(writeBody([paragraph(text)]))).toEqual([paragraph(text)]);
    }
  });

  test("a quotation begins an answer", () => {
    expect(quoteBody([paragraph("Un"), { bullets: [["a"], ["b"]] }])).toBe("> Un\n> \n> - a\n> - b\n\n");
  });
});

function linksIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linksIn);
  if (typeof value !== "object" || value === null) return [];
  return "href" in value ? [String(value.href)] : Object.values(value).flatMap(linksIn);
}

function wordsIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(wordsIn).join("");
  if (typeof value !== "object" || value === null) return "";
  return "href" in value && "text" in value ? String(value.text) : Object.values(value).map(wordsIn).join("");
}
