import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentNode } from "./document-nodes";
import { editorSchema } from "./editor/editor-schema";
import { marks, nodes } from "./editor/vocabulary";
import { readingView } from "./reading.server";

const doc = (...content: DocumentNode[]): DocumentNode => ({ type: "doc", content });
const paragraph = (...content: DocumentNode[]): DocumentNode => ({ type: "paragraph", content });
const linked = (href: unknown): DocumentNode => ({
  type: "text",
  text: "ici",
  marks: [{ type: "link", attrs: { href } }],
});

test("the vocabulary names exactly what the editor's schema has", () => {
  const { nodes: inSchema, marks: marksInSchema } = editorSchema();
  expect(Object.keys(nodes).sort()).toEqual(
    Object.keys(inSchema)
      .filter((name) => !["doc", "text"].includes(name))
      .sort(),
  );
  expect(Object.keys(marks).sort()).toEqual(Object.keys(marksInSchema).sort());
});

describe("the reading view", () => {
  test("shows a document as written, with anchors at its headings", () => {
    const heading: DocumentNode = {
      type: "heading",
      attrs: { level: 2 },
      content: [{ type: "text", text: "Constats" }],
    };
    const bold: DocumentNode = { type: "text", text: "1 429 <personnes>", marks: [{ type: "bold" }] };
    expect(readingView(doc(heading, paragraph(bold)))).toEqual({
      html: '<h2 id="partie-1" dir="auto">Constats</h2><p dir="auto"><strong>1 429 &lt;personnes&gt;</strong></p>',
      outline: [{ id: "partie-1", level: 2, text: "Constats" }],
      words: 4,
    });
  });

  test.each([
    "//evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    ["https://a.example"],
    { toString: "x" },
    "https://remiddh.org@evil.example",
    null,
  ])("an unsafe address like %j gives no link, and its words stay", (href) => {
    expect(readingView(doc(paragraph(linked(href)))).html).toBe('<p dir="auto">ici</p>');
  });

  test("a list keeps its numbering, and only attributes that the vocabulary allows", () => {
    const list = (attrs: Record<string, unknown>): DocumentNode => ({
      type: "orderedList",
      attrs,
      content: [{ type: "listItem", content: [paragraph()] }],
    });
    expect(readingView(doc(list({ start: 3, type: "a" }))).html).toMatch(/^<ol start="3" type="a">/);
    expect(readingView(doc(list({ start: -2, type: "M" }))).html).toMatch(/^<ol>/);
  });

  test("keeps the words of unknown nodes", () => {
    const unknown: DocumentNode = {
      type: "callout",
      attrs: { onclick: "x" },
      content: [paragraph({ type: "text", text: "Attention" })],
    };
    const marked: DocumentNode = {
      type: "text",
      text: "!",
      marks: [{ type: "style", attrs: { style: "x" } }],
    };
    expect(readingView(doc(unknown, paragraph(marked))).html).toBe(
      '<p dir="auto">Attention</p><p dir="auto">!</p>',
    );
  });

  test("shows a document nested a thousandfold down to the maximum depth", () => {
    let nested = paragraph({ type: "text", text: "au fond" });
    for (let depth = 0; depth < 5_000; depth++) nested = { type: "blockquote", content: [nested] };
    expect(readingView(doc(nested)).html).not.toContain("au fond");
  });

  test("no JSON makes it throw or produce a script", () => {
    const node = fc.letrec<{ node: DocumentNode }>((tie) => ({
      node: fc.record(
        {
          type: fc.constantFrom(
            "paragraph",
            "heading",
            "text",
            "script",
            "constructor",
            "bulletList",
            "hardBreak",
          ),
          attrs: fc.dictionary(fc.constantFrom("level", "start", "onclick", "href"), fc.jsonValue()),
          content: fc.array(tie("node"), { maxLength: 3 }),
          text: fc.constantFrom("mot", "<script>alert(1)</script>", ""),
          marks: fc.array(
            fc.record({
              type: fc.constantFrom("bold", "link", "toString"),
              attrs: fc.dictionary(fc.constant("href"), fc.jsonValue()),
            }),
            { maxLength: 2 },
          ),
        },
        { requiredKeys: ["type"] },
      ) as fc.Arbitrary<DocumentNode>,
    })).node;
    fc.assert(
      fc.property(fc.array(node, { maxLength: 5 }), (content) => {
        expect(readingView(doc(...content)).html).not.toMatch(/<script|onclick|javascript:/i);
      }),
      { numRuns: 300 },
    );
  });
});
