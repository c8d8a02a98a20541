import { diffArrays } from "diff";
import type { DocumentNode } from "../document-nodes";
import { canonicalNode, sortedJson } from "../editions/canonical";
import { guardedContent } from "../reading.server";
import { comparePassages, isWordBlock, wordsIn } from "./compare-words";
import type { AttributeChange, Comparison, Difference, Passage } from "./comparison";

/** Maximum number of blocks that differ before the rest counts as replaced. */
const maxEditLength = 4_000;
/** Maximum number of pairs of removed and added blocks that are compared word by word. */
const maxPairs = 10_000;
/** Minimum share of common words of two blocks that are the same block, changed. */
const minSimilarity = 0.3;

/**
 * Compares two contents by text, structure, marks and attributes. Blocks are aligned by equality, then by their common
 * words; containers (lists, quotations, tables, rows) are compared by what is inside.
 */
export function compareContents(before: DocumentNode, after: DocumentNode): Comparison {
  const differences = compareBlocks(blocksOf(before), blocksOf(after));
  return { differences, ...countAll(differences) };
}

const blocksOf = (content: DocumentNode): DocumentNode[] =>
  canonicalNode(guardedContent(content)).content ?? [];

function compareBlocks(before: readonly DocumentNode[], after: readonly DocumentNode[]): Difference[] {
  const [left, right] = [before.map(sortedJson), after.map(sortedJson)];
  const steps = diffArrays(left, right, { maxEditLength });
  if (!steps) return pairUp(before, after);
  const found: Difference[] = [];
  let [at, to] = [0, 0];
  let removed: readonly DocumentNode[] = [];
  let added: readonly DocumentNode[] = [];
  const flush = () => {
    found.push(...pairUp(removed, added));
    [removed, added] = [[], []];
  };
  for (const { removed: isRemoved, added: isAdded, count = 0 } of steps) {
    if (isRemoved) removed = [...removed, ...before.slice(at, at + count)];
    else if (isAdded) added = [...added, ...after.slice(to, to + count)];
    else {
      flush();
      found.push(sameRun(after.slice(to, to + count)));
    }
    if (!isAdded) at += count;
    if (!isRemoved) to += count;
  }
  flush();
  return found;
}

const sameRun = (blocks: readonly DocumentNode[]): Difference => ({
  state: "same",
  count: blocks.length,
  first: blocks[0] as DocumentNode,
  last: blocks.length > 1 ? (blocks.at(-1) as DocumentNode) : null,
});

/** Finds which removed and added blocks are one block that changed, in order. */
function pairUp(removed: readonly DocumentNode[], added: readonly DocumentNode[]): Difference[] {
  const pairs = removed.length * added.length > maxPairs ? [] : bestPairs(removed, added);
  const found: Difference[] = [];
  let [at, to] = [0, 0];
  const advance = (removedEnd: number, addedEnd: number) => {
    for (; at < removedEnd; at++) found.push({ state: "removed", block: removed[at] as DocumentNode });
    for (; to < addedEnd; to++) found.push({ state: "added", block: added[to] as DocumentNode });
  };
  for (const [left, right] of pairs) {
    advance(left, right);
    found.push(changedBlock(removed[left] as DocumentNode, added[right] as DocumentNode));
    at = left + 1;
    to = right + 1;
  }
  advance(removed.length, added.length);
  return found;
}

/** The pairs, in order, with the greatest sum of similarities. */
function bestPairs(removed: readonly DocumentNode[], added: readonly DocumentNode[]): [number, number][] {
  const bags = { removed: removed.map(bagOf), added: added.map(bagOf) };
  const alike = (left: number, right: number) =>
    similarity(removed[left], added[right], bags.removed[left], bags.added[right]);
  const sums = Array.from({ length: removed.length + 1 }, () => new Float64Array(added.length + 1));
  const scores = removed.map((_, left) => Float64Array.from(added, (_block, right) => alike(left, right)));
  const sum = (left: number, right: number) => sums[left]?.[right] ?? 0;
  const score = (left: number, right: number) => scores[left]?.[right] ?? 0;
  for (let left = removed.length - 1; left >= 0; left--) {
    for (let right = added.length - 1; right >= 0; right--) {
      const paired = score(left, right) > 0 ? score(left, right) + sum(left + 1, right + 1) : 0;
      (sums[left] as Float64Array)[right] = Math.max(paired, sum(left + 1, right), sum(left, right + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [left, right] = [0, 0];
  while (left < removed.length && right < added.length) {
    if (sum(left, right) === sum(left + 1, right)) left += 1;
    else if (sum(left, right) === sum(left, right + 1)) right += 1;
    else pairs.push([left++, right++]);
  }
  return pairs;
}

const bagOf = (block: DocumentNode): Set<string> => new Set(wordsIn(block));

/** 0 for blocks that are not the same block; blocks without words are alike by their kind alone. */
function similarity(
  left: DocumentNode | undefined,
  right: DocumentNode | undefined,
  leftBag: Set<string> | undefined,
  rightBag: Set<string> | undefined,
): number {
  if (!left || !right || !leftBag || !rightBag) return 0;
  const sameKind = left.type === right.type;
  if (isWordBlock(left) !== isWordBlock(right)) return 0;
  if (!isWordBlock(left) && !sameKind && !(isList(left) && isList(right))) return 0;
  if (leftBag.size + rightBag.size === 0) return sameKind ? 0.5 : 0;
  const common = [...leftBag].filter((word) => rightBag.has(word)).length;
  const share = (2 * common) / (leftBag.size + rightBag.size);
  // Cells keep their place in a row, whatever they contain.
  const floor = isCell(left) ? 0.1 : 0;
  return share >= minSimilarity ? share + (sameKind ? 0.01 : 0) : floor;
}

const isList = ({ type }: DocumentNode): boolean => /List$/.test(type);
const isCell = ({ type }: DocumentNode): boolean => type === "tableCell" || type === "tableHeader";

function changedBlock(before: DocumentNode, after: DocumentNode): Difference {
  const block = { type: after.type, attrs: after.attrs };
  const attributes = attributeChanges(before, after);
  if (isWordBlock(after)) {
    return { state: "changed", block, attributes, passages: comparePassages(before, after) };
  }
  return {
    state: "changed",
    block,
    attributes,
    inside: compareBlocks(before.content ?? [], after.content ?? []),
  };
}

function attributeChanges(before: DocumentNode, after: DocumentNode): AttributeChange[] {
  const kind = before.type === after.type ? [] : [{ name: "type", before: before.type, after: after.type }];
  const names = new Set([...Object.keys(before.attrs ?? {}), ...Object.keys(after.attrs ?? {})]);
  const shown = (value: unknown) => (value === undefined ? "" : String(value));
  return [
    ...kind,
    ...[...names].flatMap((name) => {
      const [left, right] = [before.attrs?.[name], after.attrs?.[name]];
      return sortedJson(left ?? null) === sortedJson(right ?? null)
        ? []
        : [{ name, before: shown(left), after: shown(right) }];
    }),
  ];
}

function countAll(differences: readonly Difference[]): Omit<Comparison, "differences"> {
  const total = { added: 0, removed: 0, reshaped: 0 };
  for (const difference of differences) {
    if (difference.state === "added") total.added += wordsIn(difference.block).length;
    else if (difference.state === "removed") total.removed += wordsIn(difference.block).length;
    else if (difference.state === "changed") {
      const inside = countAll(difference.inside ?? []);
      total.added += inside.added + countPassages(difference.passages, "added");
      total.removed += inside.removed + countPassages(difference.passages, "removed");
      const isReshaped =
        difference.attributes.length > 0 || difference.passages?.some(({ state }) => state === "restyled");
      total.reshaped += inside.reshaped + (isReshaped ? 1 : 0);
    }
  }
  return total;
}

const countPassages = (passages: readonly Passage[] | undefined, wanted: Passage["state"]): number =>
  (passages ?? [])
    .filter(({ state }) => state === wanted)
    .reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
