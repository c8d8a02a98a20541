import * as Y from "yjs";
import { fragmentName } from "../editor/vocabulary";

/**
 * The words that these updates brought into a document, in reading order, one line per block: what an author would want
 * back of refused updates.
 */
export function wordsOf(doc: Y.Doc, updates: readonly Uint8Array[]): string {
  const written = new Map<number, [from: number, to: number][]>();
  const structs = updates.flatMap((update) => Y.decodeUpdate(update).structs);
  for (const { id, length } of structs) {
    const ranges = written.get(id.client) ?? [];
    written.set(id.client, ranges);
    ranges.push([id.clock, id.clock + length]);
  }
  const lines = blocksOf(doc.getXmlFragment(fragmentName)).map((text) => wordsIn(text, written));
  const found = lines.filter((line) => line.trim() !== "").join("\n");
  // Structs with missing dependencies are not placed in the document: then in the order of typing.
  return found || structs.map(stringOf).join("").trim();
}

function blocksOf(parent: Y.XmlFragment): Y.XmlText[] {
  return parent.toArray().flatMap((child): Y.XmlText[] => {
    if (child instanceof Y.XmlText) return [child];
    return child instanceof Y.XmlElement ? blocksOf(child) : [];
  });
}

function wordsIn(text: Y.XmlText, written: ReadonlyMap<number, [number, number][]>): string {
  let words = "";
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    for (const [from, to] of written.get(client) ?? []) {
      if (from < clock + item.length && to > clock) {
        words += item.content.str.slice(Math.max(0, from - clock), to - clock);
      }
    }
  }
  return words;
}

const stringOf = (struct: ReturnType<typeof Y.decodeUpdate>["structs"][number]): string =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : "";
