import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentNode } from "../document-nodes";
import { compareContents } from "./compare";
import type { Difference } from "./comparison";

const words = (text: string, marks?: DocumentNode["marks"]): DocumentNode => ({ type: "text", text, marks });
const paragraph = (text: string, marks?: DocumentNode["marks"]): DocumentNode => ({
  type: "paragraph",
  content: text ? [words(text, marks)] : [],
});
const heading = (text: string, level = 2): DocumentNode => ({
  type: "heading",
  attrs: { level },
  content: [words(text)],
});
const list = (...items: string[]): DocumentNode => ({
  type: "bulletList",
  content: items.map((item) => ({ type: "listItem", content: [paragraph(item)] })),
});
const doc = (...content: DocumentNode[]): DocumentNode => ({ type: "doc", content });

describe("comparing two versions", () => {
  test("G10: changed words, marks, attributes and kinds of blocks are shown where they are", () => {
    const before = doc(
      heading("Les faits"),
      paragraph("Quarante personnes ont été expulsées en mars."),
      paragraph("Nous demandons une enquête."),
    );
    const after = doc(
      heading("Les faits", 3),
      paragraph("Cinquante personnes ont été expulsées en mars."),
      paragraph("Nous demandons une enquête.", [{ type: "bold" }]),
    );
    const { differences, added, removed, reshaped } = compareContents(before, after);
    expect({ added, removed, reshaped }).toEqual({ added: 1, removed: 1, reshaped: 2 });
    expect(differences).toMatchObject([
      { state: "changed", attributes: [{ name: "level", before: "2", after: "3" }] },
      {
        state: "changed",
        passages: [
          { state: "removed", text: "Quarante" },
          { state: "added", text: "Cinquante" },
          { state: "same" },
        ],
      },
      { state: "changed", passages: [{ state: "restyled", marks: ["bold"], before: [] }] },
    ]);
  });

  test("G10: an item or row inside is compared, not its whole list or table", () => {
    const { differences } = compareContents(
      doc(list("Un rapport", "Une lettre", "Une audience")),
      doc(list("Un rapport", "Deux lettres au ministre", "Une audience")),
    );
    const [changed] = differences;
    expect(changed).toMatchObject({ state: "changed", block: { type: "bulletList" } });
    const inside = changed?.state === "changed" ? changed.inside?.map(({ state }) => state) : [];
    expect(inside?.filter((state) => state === "same")).toHaveLength(2);
  });

  test("blocks that did not change are counted, not sent", () => {
    const many = Array.from({ length: 500 }, (_, number) => paragraph(`Paragraphe numéro ${number}.`));
    const { differences } = compareContents(doc(...many), doc(...many, paragraph("Fin.")));
    expect(differences).toMatchObject([{ state: "same", count: 500 }, { state: "added" }]);
    expect(JSON.stringify(differences).length).toBeLessThan(1_000);
  });

  test("both contents can be read from the differences, whatever they are", () => {
    const content = fc
      .array(
        fc.oneof(
          fc.lorem({ maxCount: 6 }).map((text) => paragraph(text)),
          fc.lorem({ maxCount: 3 }).map((text) => list(text, "fixe")),
        ),
        { maxLength: 12 },
      )
      .map((blocks) => doc(...blocks));
    fc.assert(
      fc.property(content, content, (before, after) => {
        const { differences } = compareContents(before, after);
        expect(sideOf(differences, "removed")).toBe(wordsOf(before));
        expect(sideOf(differences, "added")).toBe(wordsOf(after));
      }),
      { seed: 18, numRuns: 200 },
    );
  });

  test("a document of sixty pages is compared in less than a second", () => {
    const lorem = "Les autorités ont répondu par écrit aux questions posées lors du dernier dialogue. ";
    const page = (number: number) => [
      heading(`Partie ${number}`),
      ...Array.from({ length: 12 }, (_, at) => paragraph(`${number}.${at} ${lorem.repeat(3)}`)),
    ];
    const pages = Array.from({ length: 60 }, (_, number) => page(number)).flat();
    const changed = pages.map((block, at) => (at % 7 === 3 ? paragraph(`Autre ${at} ${lorem}`) : block));
    const times = [1, 2, 3].map(() => {
      const began = performance.now();
      compareContents(doc(...pages), doc(...changed));
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});

const wordsOf = (node: DocumentNode): string =>
  (node.text ?? (node.content ?? []).map(wordsOf).join("")).replace(/\s/g, "");

/** The words of one side. Of a run of equal blocks only the ends are kept, so runs are short here. */
function sideOf(differences: readonly Difference[], side: "added" | "removed"): string {
  return differences
    .map((difference) => {
      if (difference.state === "same")
        return difference.count > 2
          ? ""
          : [difference.first, difference.last].map((node) => (node ? wordsOf(node) : "")).join("");
      if (difference.state === "changed") {
        const own = (difference.passages ?? []).filter(
          ({ state }) => state === side || state === "same" || state === "restyled",
        );
        return (
          own.map(({ text }) => text.replace(/\s/g, "")).join("") + sideOf(difference.inside ?? [], side)
        );
      }
      return difference.state === side ? wordsOf(difference.block) : "";
    })
    .join("");
}
