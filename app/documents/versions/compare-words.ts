import { diffArrays } from "diff";
import type { DocumentNode } from "../document-nodes";
import { sortedJson } from "../editions/canonical";
import type { Passage } from "./comparison";

/** Maximum number of words that differ in one block before all of them count as replaced. */
const maxEditLength = 2_000;

interface Word {
  text: string;
  marks: readonly string[];
}

const wordBlocks = new Set(["paragraph", "heading", "horizontalRule", "pageBreak"]);

/** Whether a block has words and no blocks inside. */
export const isWordBlock = ({ type }: DocumentNode): boolean => wordBlocks.has(type);

/** The words of a block, for comparison and counting. */
export const wordsIn = (node: DocumentNode): string[] =>
  node.text === undefined
    ? (node.content ?? []).flatMap(wordsIn)
    : (node.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Compares the words of two blocks: their order first, then the marks of those that stayed. */
export function comparePassages(before: DocumentNode, after: DocumentNode): Passage[] {
  const [left, right] = [tokensOf(before), tokensOf(after)];
  const steps = diffArrays(
    left.map(({ text }) => text),
    right.map(({ text }) => text),
    { maxEditLength },
  );
  if (!steps) return joinPassages([...left.map(asRemoved), ...right.map(asAdded)]);
  const passages: Passage[] = [];
  let [at, to] = [0, 0];
  for (const { removed, added, count = 0 } of steps) {
    for (let step = 0; step < count; step++) {
      if (removed) passages.push(asRemoved(left[at++] as Word));
      else if (added) passages.push(asAdded(right[to++] as Word));
      else passages.push(asKept(left[at++] as Word, right[to++] as Word));
    }
  }
  return joinPassages(passages);
}

const asRemoved = ({ text, marks }: Word): Passage => ({ state: "removed", text, marks });
const asAdded = ({ text, marks }: Word): Passage => ({ state: "added", text, marks });

function asKept(before: Word, { text, marks }: Word): Passage {
  const isSame = sortedJson(before.marks) === sortedJson(marks);
  return isSame ? { state: "same", text, marks } : { state: "restyled", text, marks, before: before.marks };
}

function joinPassages(passages: readonly Passage[]): Passage[] {
  const joined: Passage[] = [];
  for (const passage of passages) {
    const last = joined.at(-1);
    const { text: _before, ...lastLook } = last ?? { text: "" };
    const { text, ...look } = passage;
    if (last && sortedJson(lastLook) === sortedJson(look)) last.text += text;
    else joined.push({ ...passage });
  }
  return joined;
}

function tokensOf(block: DocumentNode): Word[] {
  return (block.content ?? []).flatMap((node): Word[] => {
    const marks = (node.marks ?? []).map(markName);
    if (node.text === undefined)
      return [{ text: node.type === "hardBreak" ? "\n" : wordsIn(node).join(" "), marks }];
    return (node.text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []).map((text) => ({ text, marks }));
  });
}

/** A link is named with its address, so that another address is a change. */
const markName = ({ type, attrs }: NonNullable<DocumentNode["marks"]>[number]): string =>
  typeof attrs?.href === "string" ? `${type} ${attrs.href}` : type;
