import { describe, expect, test } from "vitest";
import type { DocumentNode } from "../document-nodes";
import { makeFile } from "./make-file";

const text = (words: string, ...marks: string[]): DocumentNode => ({
  type: "text",
  text: words,
  marks: marks.map((type) => ({ type })),
});
const paragraph = (...content: DocumentNode[]): DocumentNode => ({ type: "paragraph", content });
const item = (...content: DocumentNode[]): DocumentNode => ({ type: "listItem", content });

const content: DocumentNode = {
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 2 }, content: [text("Les faits <script>")] },
    paragraph(text("Un "), text("mot", "bold"), text(" et * une étoile.")),
    {
      type: "orderedList",
      attrs: { start: 3, type: null },
      content: [item(paragraph(text("trois"))), item(paragraph(text("quatre")))],
    },
    { type: "blockquote", content: [paragraph(text("Cité."))] },
    paragraph(text("1. n’est pas une liste")),
  ],
};
const frame = {
  title: "Un titre",
  network: "REMIDDH",
  note: "1er décembre 2026",
  locale: "fr",
  page: "Page",
};
const asText = async (form: "md" | "html") => new TextDecoder().decode(await makeFile(content, form, frame));

describe("a document as a file", () => {
  test("Markdown keeps structure, and words that look like signs stay words", async () => {
    expect(await asText("md")).toBe(
      [
        "# Un titre",
        "## Les faits \\<script\\>",
        "Un **mot** et \\* une étoile.",
        "3. trois\n4. quatre",
        "> Cité.",
        "1\\. n’est pas une liste\n",
      ].join("\n\n"),
    );
  });

  test("HTML is a page of its own, without scripts", async () => {
    const html = await asText("html");
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain("<strong>mot</strong>");
    expect(html).not.toContain("<script");
  });

  test("the Word file is a package with the words, and without comments or revisions", async () => {
    const bytes = Buffer.from(await makeFile(content, "docx", frame));
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    const names = bytes.toString("latin1");
    expect(names).toContain("word/document.xml");
    expect(names).toContain("word/footer1.xml");
  });
});
