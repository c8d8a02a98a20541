import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownOf } from "../../prisma/demo/markdown";
import { threads } from "../../prisma/demo/threads";
import { safeHref } from "../http/links";
import { type Block, excerptOf, type Inline, maxExcerptLength, writeBody } from "./body";
import { readBody } from "./body.server";

const paragraph = (...inlines: Inline[]): Block => ({ paragraph: inlines });

describe("a post is parsed as it looks", () => {
  test.each<[string, string, Block[]]>([
    ["a blank line separates paragraphs", "Un.\n\nDeux.", [paragraph("Un."), paragraph("Deux.")]],
    ["a line break is kept", "Un\nDeux", [paragraph("Un\nDeux")]],
    [
      "Windows line ends are accepted",
      "Un\r\nDeux\r\n\r\nTrois",
      [paragraph("Un\nDeux"), paragraph("Trois")],
    ],
    ["formats nest", "**a *b* c**", [paragraph({ bold: ["a ", { italic: ["b"] }, " c"] })]],
    ["italic may hold bold", "*a **b** c*", [paragraph({ italic: ["a ", { bold: ["b"] }, " c"] })]],
    ["a lone star stays a star", "2 * 3 * 4 et *", [paragraph("2 * 3 * 4 et *")]],
    ["an unclosed format is text", "**a", [paragraph("**a")]],
    ["a backslash escapes a sign", "\\*a\\* \\[b\\]", [paragraph("*a* [b]")]],
    ["bullets", "- un\n- deux\n  suite\n* trois", [{ bullets: [["un"], ["deux\nsuite"], ["trois"]] }]],
    ["numbers", "3. un\n4. deux", [{ numbers: [["un"], ["deux"]], from: 3 }]],
    ["a list may follow its line", "Voici :\n- un", [paragraph("Voici :"), { bullets: [["un"]] }]],
    [
      "a year starts no list",
      "L’ordonnance de\n2023. Puis rien.",
      [paragraph("L’ordonnance de\n2023. Puis rien.")],
    ],
    [
      "a quotation",
      "> Un\n>\n> Deux\n\nOui.",
      [{ quote: [paragraph("Un"), paragraph("Deux")] }, paragraph("Oui.")],
    ],
    ["a nested quotation", ">> Un\n> Deux", [{ quote: [{ quote: [paragraph("Un")] }, paragraph("Deux")] }]],
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
    [
      "other constructs of CommonMark are text",
      "# a `b` &amp; ![c] <https:d>\n===\n    e\n---",
      [paragraph("# a `b` &amp; ![c] <https:d>\n===\ne\n---")],
    ],
    ["stars of a telephone code stay stars", "*144*2# ou *123*5#.", [paragraph("*144*2# ou *123*5#.")]],
    ["also those of a code that ends with a hash", "*123*# puis *#06#", [paragraph("*123*# puis *#06#")]],
    ["stars within a word stay stars", "2*3*4, a**b**c", [paragraph("2*3*4, a**b**c")]],
    ["a format may follow an apostrophe", "l’*arrêté*.", [paragraph("l’", { italic: ["arrêté"] }, ".")]],
    ["a row of four stars stays text", "20****00 ****", [paragraph("20****00 ****")]],
    ["underscores are text", "_a_ __b__ c_d", [paragraph("_a_ __b__ c_d")]],
    ["a year starts no list, also alone in a paragraph", "2023. Année", [paragraph("2023. Année")]],
    ["a plus or a lone dash starts no list", "+ 5 %\n-\n+227 90", [paragraph("+ 5 %\n-\n+227 90")]],
    ["bullets pasted from Word start a list", "•\tun\n•\u00a0deux", [{ bullets: [["un"], ["deux"]] }]],
    [
      "lists within lists",
      "1. un\n   - a\n   - b\n2. deux",
      [{ numbers: [["un", { bullets: [["a"], ["b"]] }], ["deux"]], from: 1 }],
    ],
    [
      "a paragraph below a list is not part of it",
      "- un\n- deux\nVoilà",
      [{ bullets: [["un"], ["deux"]] }, paragraph("Voilà")],
    ],
    [
      "an answer directly below a quotation is not quoted",
      "> ses mots\nma réponse",
      [{ quote: [paragraph("ses mots")] }, paragraph("ma réponse")],
    ],
    [
      "a blank line separates two quotations",
      "> un\n\n> deux",
      [{ quote: [paragraph("un")] }, { quote: [paragraph("deux")] }],
    ],
    ["an empty post has no blocks", " \n\n ", []],
  ])("%s", (_rule, source, blocks) => {
    expect(readBody(source)).toEqual(blocks);
  });
});

/** What people and attackers write as an address. */
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

const link = (text: string, href = text): Inline => ({ href, text });

describe("an address in the text becomes a link, and the words beside it do not", () => {
  test.each<[string, Inline[]]>([
    [
      "(voir https://fr.wikipedia.org/wiki/Niger_(pays))",
      ["(voir ", link("https://fr.wikipedia.org/wiki/Niger_(pays)"), ")"],
    ],
    ["“https://exemple.org/a”, et", ["“", link("https://exemple.org/a"), "”, et"]],
    ["« https://exemple.org/a »", ["« ", link("https://exemple.org/a"), " »"]],
    ["‹https://exemple.org/a›", ["‹", link("https://exemple.org/a"), "›"]],
    ["[source : https://exemple.org/a]", ["[source : ", link("https://exemple.org/a"), "]"]],
    ["{https://exemple.org/a}", ["{", link("https://exemple.org/a"), "}"]],
    ["<https://exemple.org/a>", ["<", link("https://exemple.org/a"), ">"]],
    ["https://exemple.org/a)suite", [link("https://exemple.org/a"), ")suite"]],
    ["https://exemple.org/a(suite", [link("https://exemple.org/a"), "(suite"]],
    ["https://exemple.org/a?b=[c]&d=(e)!", [link("https://exemple.org/a?b=[c]&d=(e)"), "!"]],
    ["https://exemple.org/a…", [link("https://exemple.org/a"), "…"]],
    ["https://exemple.org/a’’, …", [link("https://exemple.org/a"), "’’, …"]],
    ["_https://exemple.org/a_", ["_", link("https://exemple.org/a"), "_"]],
    ["*https://exemple.org/a*", [{ italic: [link("https://exemple.org/a")] }]],
    [
      "https://exemple.org/a,https://exemple.org/b",
      [link("https://exemple.org/a"), ",", link("https://exemple.org/b")],
    ],
    [
      "-http://exemple.org/a,-http://exemple.org/b",
      ["-", link("http://exemple.org/a"), ",-", link("http://exemple.org/b")],
    ],
    ["https://web.exemple.org/https://a.org/", [link("https://web.exemple.org/https://a.org/")]],
    ["www.exemple.org.", [link("www.exemple.org", "http://www.exemple.org/"), "."]],
    ["écrire à a.b@exemple.org.", ["écrire à ", link("a.b@exemple.org", "mailto:a.b@exemple.org"), "."]],
    ["[1] https://exemple.org/a", ["[1] ", link("https://exemple.org/a")]],
    ["-http://,-http://", ["-http://,-http://"]],
    ["xhttps://exemple.org https://…", ["xhttps://exemple.org https://…"]],
    [`[mots](https://exemple.org/ "titre")`, ["[mots](", link("https://exemple.org/"), ` "titre")`]],
  ])("%s", (source, inlines) => {
    expect(readBody(source)).toEqual([{ paragraph: inlines }]);
  });
});

describe("no link has an unsafe target", () => {
  test.each(evil)("“%s” is not a link", (address) => {
    expect(safeHref(address)).toBeNull();
    expect(linksIn(readBody(`[mots](${address}) ${address}`))).toEqual([]);
  });

  test.each(["blob:https://evil.example/x", " https://evil.example"])(
    "“%s” is not a safe target",
    (address) => {
      expect(safeHref(address)).toBeNull();
    },
  );

  test.each(["https://exemple.org", "HTTP://exemple.org/é?a=b#c", "mailto:contact@exemple.org"])(
    "“%s” is a safe target",
    (address) => expect(safeHref(address)).toMatch(/^(https?:\/\/|mailto:)/),
  );

  test("for every input, parsing does not throw and every link is http, https or mailto", () => {
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

  test.each([
    "*a ",
    "**a ",
    "a* ",
    "*a",
    "*a*",
    "*a **b ",
    "**",
    "*a_",
    "a*b*c ",
    "'*a'* ",
    "\\*",
    "[a](",
    "[",
    "[[a]",
    "](",
    "[a]",
    "[a](http://a.b) ",
    "[x](a\n",
    "*[a](",
    "-http://,",
    "-http://a.b,",
    "https://a@",
    "http://a.b(",
    "http://a.b/)",
    "www.",
    "a@b.c ",
    "-a@",
    "h",
    "> ",
    ">",
    "> a\n",
    ">> a\n> b\n\n",
    "- > ",
    "> - *a* [b](http://c.d)\n",
    "- ",
    "- a\n",
    "- a\n\n",
    "- a\n  - b\n",
    "1. ",
    "1. a\n",
    "•\ta\n",
    "\n",
    "a\n",
    "a\n\n",
    "  \n",
    "\\",
    "(",
    "<",
    "&amp;",
    "`",
    "_",
    "\t",
    "é",
  ])("10,000 characters of “%s” are parsed in well under a second", (piece) => {
    const source = piece.repeat(10_000 / piece.length);
    // The best of three, to exclude other load on this machine.
    const times = [1, 2, 3].map(() => {
      const began = performance.now();
      readBody(source);
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(500);
  });
});

describe("a parsed post can be written again", () => {
  test("every post of the demonstration is unchanged by parsing and writing", () => {
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

  test("depth is bounded for quotations, lists and formats", () => {
    const deepList = Array.from({ length: 90 }, (_, depth) => `${" ".repeat(2 * depth)}- a`).join("\n");
    for (const source of [
      ">".repeat(9_000),
      "> ".repeat(4_000),
      "- ".repeat(4_000),
      deepList,
      "*a **b ".repeat(900),
    ]) {
      expect(depthOf(readBody(`${source} x`))).toBeLessThan(16);
    }
  });

  test("a post with too many signs keeps its words", () => {
    const lines = Array.from({ length: 900 }, (_, line) => `- *${line}* [`);
    const words = wordsIn(readBody(lines.join("\n")));
    for (const line of [0, 300, 500, 899]) expect(words).toMatch(new RegExp(`(^|\\D)${line}\\D`));
    expect(words).not.toMatch(/[\ufdd0\ufdd1\u2028]/);
  });

  test("nested lists are unchanged by parsing and writing", () => {
    const blocks: Block[] = [
      {
        numbers: [["un", { bullets: [["a\nsuite"], ["b", { numbers: [["c"]], from: 2 }]] }], ["deux"]],
        from: 9,
      },
      { quote: [{ bullets: [["a", { bullets: [["b"]] }]] }] },
    ];
    expect(readBody(writeBody(blocks))).toEqual(blocks);
  });

  test("signs that would start a block stay signs", () => {
    for (const text of [
      "> a",
      "- a",
      "1. a",
      "*a*",
      "[a](b)",
      "\\a",
      "• a",
      "12) a",
      "+ a",
      "2023. a",
      "a\n1. b\n• c",
    ]) {
      expect(readBody(writeBody([paragraph(text)]))).toEqual([paragraph(text)]);
    }
  });

  test("the excerpt of a post is one line of its own words, cut at a word", () => {
    const quote = { quote: [paragraph("Avant")] };
    expect(excerptOf([quote, paragraph("Un"), { bullets: [["a"], ["b"]] }])).toBe("Un a b");
    expect(excerptOf([quote])).toBe("Avant");
    const long = excerptOf([paragraph("mot ".repeat(200))]);
    expect(long.length).toBeLessThanOrEqual(maxExcerptLength + 1);
    expect(long).toMatch(/mot…$/);
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

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
