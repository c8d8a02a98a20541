import * as Y from "yjs";
import { fragmentName } from "../editor/vocabulary";

/**
 * Where a comment stands: the Yjs positions of its passage's ends, its words, and the words around it. The positions
 * survive edits around the passage; the words find it again when its items are new, as after an undo, a move, or Enter.
 */
export interface Anchor {
  start: Uint8Array;
  end: Uint8Array;
  /** Positions of some of its letters: they tell an edited passage from one that was written over. */
  points: Uint8Array[];
  quotation: string;
  before: string;
  after: string;
}

/** A passage in the document: its top-level block, and its ends in the words of that block. */
export interface Location {
  block: number;
  from: number;
  to: number;
}

/** An anchor with its place; `location` is null when the passage was deleted. */
export interface Located {
  anchor: Anchor;
  location: Location | null;
}

/** A passage to be commented. The block and its offset tell equal passages apart. */
export interface WantedPassage {
  quotation: string;
  block?: number;
  from?: number;
}

const contextLength = 32;
/** Minimum number of letters by which a passage without its context is known again, if it is the only one. */
const minUniqueLength = 16;
/** Maximum number of letters of a passage that are followed one by one. */
const maxPoints = 24;
/** Minimum share of them that an edited passage still has. */
const minSurvivors = 0.4;
/** Maximum number of equal passages that are compared by their context. */
const maxOccurrences = 50;

interface Piece {
  node: Y.XmlText;
  /** Offset of its first letter in the words of the document. */
  at: number;
  text: string;
}

/** The words of a document in order, with the nodes they come from. */
interface Words {
  text: string;
  pieces: Piece[];
  /** Where each top-level block begins. */
  blocks: number[];
  /** Letters without blanks, and the offset of each in `text`. */
  letters: string;
  offsets: Uint32Array;
}

/** Anchors a passage. @returns null when there are no such words. */
export function anchorPassage(doc: Y.Doc, { quotation, block, from = 0 }: WantedPassage): Located | null {
  const words = wordsOf(doc);
  const found = occurrences(words, quotation);
  const wanted = block === undefined ? null : (words.blocks[block] ?? 0) + from;
  const [nearest] = found.sort(
    (one, other) => Math.abs(one[0] - (wanted ?? 0)) - Math.abs(other[0] - (wanted ?? 0)),
  );
  return nearest ? anchorAt(words, nearest) : null;
}

/** Finds the passages of these anchors in a document as it is now. */
export function locateAnchors(doc: Y.Doc, anchors: readonly Anchor[]): Located[] {
  const words = wordsOf(doc);
  return anchors.map((anchor) => locate(doc, words, anchor));
}

function locate(doc: Y.Doc, words: Words, anchor: Anchor): Located {
  const [from, to] = [offsetOf(doc, words, anchor.start), offsetOf(doc, words, anchor.end)];
  const found = occurrences(words, anchor.quotation);
  const letterAt = (offset: number) => nextLetter(words, offset);
  const inPlace = found.find(
    ([start, end]) =>
      (from !== null && letterAt(from) === letterAt(start)) || (to !== null && to === end && from === null),
  );
  if (inPlace) return { ...anchorAt(words, inPlace), anchor: renewed(words, anchor, inPlace) };
  const rest = survivors(doc, words, anchor);
  if (rest) return { anchor, location: locationOf(words, ...rest) };
  const again = findByContext(words, anchor, found);
  if (again) return { anchor: renewed(words, anchor, again), location: locationOf(words, ...again) };
  return { anchor, location: null };
}

type Span = [from: number, to: number];

/** The quotation stays as its author saw it; the positions and the context are those of today. */
function renewed(words: Words, { quotation }: Anchor, span: Span): Anchor {
  const now = anchorAt(words, span);
  // Blanks may differ by now: the letters that are followed are those of the quotation.
  return now.anchor.quotation === quotation ? now.anchor : { ...now.anchor, quotation, points: [] };
}

function anchorAt(words: Words, [from, to]: Span): Located {
  const anchor = {
    start: relative(words, from, 0),
    end: relative(words, to, -1),
    points: pointsOf(words.text.slice(from, to)).map((at) => relative(words, from + at, 0)),
    quotation: words.text.slice(from, to),
    before: words.text.slice(Math.max(0, from - contextLength), from),
    after: words.text.slice(to, to + contextLength),
  };
  return { anchor, location: locationOf(words, from, to) };
}

/** The one occurrence that has the words of the anchor around it; or the only one, if it is long enough. */
function findByContext(
  words: Words,
  { before, after, quotation }: Anchor,
  found: readonly Span[],
): Span | null {
  const [left, right] = [lettersOf(before), lettersOf(after)];
  const scored = found.map((span): [Span, number] => {
    const around = {
      before: lettersOf(words.text.slice(Math.max(0, span[0] - 2 * contextLength), span[0])),
      after: lettersOf(words.text.slice(span[1], span[1] + 2 * contextLength)),
    };
    const agrees = [
      left.length >= 4 && around.before.endsWith(left.slice(-8)),
      right.length >= 4 && around.after.startsWith(right.slice(0, 8)),
    ];
    return [span, agrees.filter(Boolean).length];
  });
  const best = Math.max(0, ...scored.map(([, score]) => score));
  const candidates = scored.filter(([, score]) => score === best);
  const [only] = candidates;
  if (!only || candidates.length > 1) return null;
  return best > 0 || (found.length === 1 && lettersOf(quotation).length >= minUniqueLength) ? only[0] : null;
}

/** Where the quotation occurs, whatever the blanks: Enter puts it into two blocks. */
function occurrences({ letters, offsets }: Words, quotation: string): Span[] {
  const wanted = lettersOf(quotation);
  if (!wanted) return [];
  const found: Span[] = [];
  for (
    let at = letters.indexOf(wanted);
    at >= 0 && found.length < maxOccurrences;
    at = letters.indexOf(wanted, at + 1)
  ) {
    found.push([offsets[at] ?? 0, (offsets[at + wanted.length - 1] ?? 0) + 1]);
  }
  return found;
}

const lettersOf = (text: string): string => text.replace(/\s+/g, "");

/** The offset of the first letter at or after an offset. */
function nextLetter({ text }: Words, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/.test(text[at] ?? "")) at += 1;
  return at;
}

/** What is left of an edited passage; null where too few of its letters are. */
function survivors(doc: Y.Doc, words: Words, { points, quotation }: Anchor): Span | null {
  const letters = pointsOf(quotation).map((at) => quotation[at]);
  // A deleted letter has the offset of the next one, so each offset counts once, for the last letter that has it.
  const alive = new Map<number, string | undefined>();
  for (const [index, point] of points.entries()) {
    const offset = offsetOf(doc, words, point);
    if (offset !== null) alive.set(offset, letters[index]);
  }
  const found = [...alive]
    .filter(([offset, letter]) => words.text[offset] === letter)
    .map(([offset]) => offset);
  if (points.length === 0 || found.length / points.length < minSurvivors) return null;
  return [Math.min(...found), Math.max(...found) + 1];
}

/** The letters of a passage that are followed: evenly, with the first and the last. */
function pointsOf(quotation: string): number[] {
  const letters = Array.from(quotation, (_, at) => at).filter((at) => /\S/.test(quotation[at] ?? ""));
  const count = Math.min(maxPoints, letters.length);
  const step = count > 1 ? (letters.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, index) => letters[Math.round(index * step)] ?? 0);
}

function locationOf({ blocks }: Words, from: number, to: number): Location {
  const block = Math.max(
    0,
    blocks.findLastIndex((start) => start <= from),
  );
  const start = blocks[block] ?? 0;
  return { block, from: from - start, to: to - start };
}

function relative({ pieces }: Words, offset: number, assoc: 0 | -1): Uint8Array {
  const inside = ({ at, text }: Piece) =>
    assoc < 0 ? offset > at && offset <= at + text.length : offset >= at && offset < at + text.length;
  const piece = pieces.find(inside);
  if (!piece) throw new Error("A passage ends outside its document.");
  return Y.encodeRelativePosition(
    Y.createRelativePositionFromTypeIndex(piece.node, offset - piece.at, assoc),
  );
}

/** The offset of a relative position; null when its node is gone, or the position is no position of this document. */
function offsetOf(doc: Y.Doc, { pieces }: Words, position: Uint8Array): number | null {
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(position), doc);
    const piece = pieces.find(({ node }) => node === found?.type);
    return found && piece ? piece.at + found.index : null;
  } catch {
    return null;
  }
}

function wordsOf(doc: Y.Doc): Words {
  const pieces: Piece[] = [];
  const blocks: number[] = [];
  let text = "";
  const read = (node: Y.XmlElement | Y.XmlText | Y.XmlHook) => {
    if (node instanceof Y.XmlText) {
      const words = node
        .toDelta()
        .map(({ insert }: { insert: unknown }) => (typeof insert === "string" ? insert : ""));
      pieces.push({ node, at: text.length, text: words.join("") });
      text += words.join("");
    } else if (node instanceof Y.XmlElement) {
      for (const child of node.toArray()) read(child as Y.XmlElement | Y.XmlText);
    }
  };
  for (const block of doc.getXmlFragment(fragmentName).toArray()) {
    blocks.push(text.length);
    read(block as Y.XmlElement | Y.XmlText);
  }
  return { text, pieces, blocks, ...compressed(text) };
}

function compressed(text: string): Pick<Words, "letters" | "offsets"> {
  const offsets = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (!/\s/.test(text[at] ?? "")) offsets[count++] = at;
  }
  return { letters: lettersOf(text), offsets: offsets.subarray(0, count) };
}
