import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type * as Y from "yjs";
import { size } from "../../../tests/prove/size";
import type { DocumentNode } from "../document-nodes";
import { docOf } from "../sync/derive-content";
import { firstUpdate, updateTo } from "../sync/server-updates.server";
import { type Anchor, anchorPassage, locateAnchors } from "./anchors";

const paragraph = (text: string): DocumentNode => ({
  type: "paragraph",
  content: text ? [{ type: "text", text }] : [],
});
const content = (...paragraphs: string[]): DocumentNode => ({
  type: "doc",
  content: paragraphs.map(paragraph),
});
const docWith = (...paragraphs: string[]): Y.Doc => docOf([firstUpdate(content(...paragraphs)).update]);

function anchorIn(doc: Y.Doc, quotation: string, place: { block?: number; from?: number } = {}): Anchor {
  const located = anchorPassage(doc, { quotation, ...place });
  if (!located) throw new Error("There is no such passage.");
  return located.anchor;
}

/** The words at which the comment stands now; null for a deleted passage. */
function passage(doc: Y.Doc, anchor: Anchor, paragraphs: readonly string[]): string | null {
  const [located] = locateAnchors(doc, [anchor]);
  if (!located?.location) return null;
  const { block, from, to } = located.location;
  return paragraphs.slice(block).join("").slice(from, to);
}

const facts = [
  "Quarante personnes ont été expulsées vers Assamaka en mars.",
  "Le ministère n’a pas répondu à notre lettre du 12 janvier.",
  "Nous demandons une enquête indépendante et publique.",
];

describe("the passage of a comment", () => {
  test("G1: it survives words written before, inside and after it", () => {
    const doc = docWith(...facts);
    const anchor = anchorIn(doc, "expulsées vers Assamaka");
    const writings = [
      "Quarante et une personnes ont été expulsées vers Assamaka en mars.",
      "Quarante et une personnes ont été expulsées de force vers Assamaka en mars.",
      "Quarante et une personnes ont été expulsées de force vers Assamaka en mars et en avril.",
    ].map((first) => ["D’abord, autre chose.", first, ...facts.slice(1)]);
    updateTo(doc, content("D’abord, autre chose.", ...facts));
    for (const paragraphs of writings) updateTo(doc, content(...paragraphs));
    const changed = writings.at(-1) ?? [];
    expect(passage(doc, anchor, changed)).toBe("expulsées de force vers Assamaka");
  });

  test("G1: a deleted passage is nowhere, and undo finds its place again", () => {
    const doc = docWith(...facts);
    const anchor = anchorIn(doc, "une enquête indépendante");
    const without = [...facts.slice(0, 2), "Nous demandons."];
    updateTo(doc, content(...without));
    expect(passage(doc, anchor, without)).toBeNull();
    // An undo writes the same words as new items.
    updateTo(doc, content(...facts));
    expect(passage(doc, anchor, facts)).toBe("une enquête indépendante");
  });

  test("G2: moved words keep their thread; a copy carries none", () => {
    const doc = docWith(...facts);
    const anchor = anchorIn(doc, facts[1] ?? "");
    const copied = [...facts, facts[1] ?? ""];
    updateTo(doc, content(...copied));
    expect(locateAnchors(doc, [anchor])[0]?.location?.block).toBe(1);
    const moved = [facts[0] ?? "", facts[2] ?? "", facts[1] ?? ""];
    updateTo(doc, content(...moved));
    expect(locateAnchors(doc, [anchor])[0]?.location?.block).toBe(2);
  });

  test("G3: Enter inside a passage keeps both halves", () => {
    const doc = docWith(...facts);
    const anchor = anchorIn(doc, "pas répondu à notre lettre");
    const split = [
      facts[0] ?? "",
      "Le ministère n’a pas répondu",
      "à notre lettre du 12 janvier.",
      facts[2] ?? "",
    ];
    updateTo(doc, content(...split));
    expect(passage(doc, anchor, split)).toBe("pas répondu" + "à notre lettre");
  });

  test("a passage that was written over by other words is deleted, not elsewhere", () => {
    const doc = docWith(...facts);
    const anchor = anchorIn(doc, "Quarante personnes");
    const over = [
      "Beaucoup de monde, dont des enfants, ont été expulsées vers Assamaka en mars.",
      ...facts.slice(1),
    ];
    updateTo(doc, content(...over));
    expect(passage(doc, anchor, over)).toBeNull();
  });

  test("of equal passages the selected one is commented", () => {
    const same = ["Le rapport est attendu.", "Le rapport est attendu."];
    const doc = docWith(...same);
    const anchor = anchorIn(doc, "rapport", { block: 1, from: 3 });
    expect(locateAnchors(doc, [anchor])[0]?.location).toEqual({ block: 1, from: 3, to: 10 });
  });

  test("forged positions and words that are not in the document anchor nothing", () => {
    const doc = docWith(...facts);
    expect(anchorPassage(doc, { quotation: "des mots que personne n’a écrits" })).toBeNull();
    expect(anchorPassage(doc, { quotation: " \n " })).toBeNull();
    const junk = new Uint8Array([255, 255, 255, 255, 1]);
    const anchor = {
      start: junk,
      end: junk,
      points: [junk],
      quotation: "rien de tel ici",
      before: "",
      after: "",
    };
    expect(locateAnchors(doc, [anchor])[0]?.location).toBeNull();
  });

  test("G1–G3: a comment never lands on another passage, whatever is edited", () => {
    const word = fc.constantFrom(
      ..."le rapport attendu lettre ministère enquête publique Niger droits visite mars".split(" "),
    );
    const sentence = fc.array(word, { minLength: 4, maxLength: 9 }).map((words) => words.join(" "));
    const paragraphs = fc.array(sentence, { minLength: 2, maxLength: 6 });
    const edit = fc.record({
      kind: fc.constantFrom("insert", "remove", "split", "write", "swap"),
      at: fc.nat(5),
      sentence,
    });
    fc.assert(
      fc.property(paragraphs, fc.nat(5), fc.array(edit, { maxLength: 5 }), (start, chosen, edits) => {
        // Each paragraph has words of its own, so that landing on another one can be seen.
        let state = start.map((text, index) => `p${index}x ${text} q${index}y`);
        const doc = docWith(...state);
        const index = chosen % state.length;
        const quotation = state[index] ?? "";
        let anchor = anchorIn(doc, quotation, { block: index });
        for (const one of edits) {
          state = edited(state, one);
          updateTo(doc, content(...state));
          const [located] = locateAnchors(doc, [anchor]);
          const found = passage(doc, anchor, state);
          if (found !== null) expect(isOf(found, index)).toBe(true);
          if (state.includes(quotation)) expect(found).toBe(quotation);
          anchor = located?.anchor ?? anchor;
        }
      }),
      { seed: 18, numRuns: size(5_000, 150) },
    );
  });
});

/** Whether words come from this paragraph and from no other one. */
const isOf = (words: string, index: number): boolean => {
  const marks = [...words.matchAll(/[pq](\d)[xy]/g)].map(([, digit]) => Number(digit));
  return marks.includes(index) && marks.every((mark) => mark === index);
};

function edited(
  state: readonly string[],
  { kind, at, sentence }: { kind: string; at: number; sentence: string },
): string[] {
  const index = at % Math.max(1, state.length);
  const before = state.slice(0, index);
  const text = state[index] ?? "";
  const after = state.slice(index + 1);
  const middle = text.indexOf(" ", Math.floor(text.length / 2));
  switch (kind) {
    case "insert":
      return [...before, sentence, text, ...after];
    case "remove":
      return state.length > 1 ? [...before, ...after] : [...state];
    case "split":
      return middle > 0 ? [...before, text.slice(0, middle), text.slice(middle + 1), ...after] : [...state];
    case "write":
      return [
        ...before,
        middle > 0 ? `${text.slice(0, middle)} ${sentence.slice(0, 12)}${text.slice(middle)}` : text,
        ...after,
      ];
    default:
      return [...after, text, ...before];
  }
}
