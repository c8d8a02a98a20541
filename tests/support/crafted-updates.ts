import * as encoding from "lib0/encoding";

/** A Yjs id: client and clock. */
export type At = readonly [client: number, clock: number];

type Content =
  | { text: string }
  | { element: string }
  | { xmlText: true }
  | { format: string }
  | { value: unknown };

/** One item as it stands in an update: between two others, or at the beginning of a parent. */
export interface CraftedItem {
  left?: At;
  right?: At;
  /** An item that is a node, or the name of a root. */
  parent?: At | string;
  /** The attribute of the parent that it sets. */
  key?: string;
  content: Content;
}

const refs = { text: 4, format: 6, node: 7, value: 8 };

/**
 * Updates (format v1) as no editor makes them: written byte by byte, with any neighbours and any ranges of deletions.
 */
export function craftUpdate(
  client: number,
  clock: number,
  items: readonly CraftedItem[],
  deletes: readonly [client: number, ranges: readonly [clock: number, length: number][]][] = [],
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, items.length > 0 ? 1 : 0);
  if (items.length > 0) {
    for (const number of [items.length, client, clock]) encoding.writeVarUint(encoder, number);
    for (const item of items) writeItem(encoder, item);
  }
  encoding.writeVarUint(encoder, deletes.length);
  for (const [of, ranges] of deletes) {
    encoding.writeVarUint(encoder, of);
    encoding.writeVarUint(encoder, ranges.length);
    for (const [from, length] of ranges) {
      encoding.writeVarUint(encoder, from);
      encoding.writeVarUint(encoder, length);
    }
  }
  return encoding.toUint8Array(encoder);
}

function writeItem(encoder: encoding.Encoder, { left, right, parent, key, content }: CraftedItem): void {
  const ref =
    "text" in content
      ? refs.text
      : "format" in content
        ? refs.format
        : "value" in content
          ? refs.value
          : refs.node;
  encoding.writeUint8(encoder, ref | (left ? 0x80 : 0) | (right ? 0x40 : 0) | (key ? 0x20 : 0));
  for (const id of [left, right]) if (id) writeId(encoder, id);
  if (!left && !right) {
    encoding.writeVarUint(encoder, typeof parent === "string" ? 1 : 0);
    if (typeof parent === "string") encoding.writeVarString(encoder, parent);
    else if (parent) writeId(encoder, parent);
    if (key) encoding.writeVarString(encoder, key);
  }
  writeContent(encoder, content);
}

function writeId(encoder: encoding.Encoder, [client, clock]: At): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

function writeContent(encoder: encoding.Encoder, content: Content): void {
  if ("text" in content) encoding.writeVarString(encoder, content.text);
  else if ("format" in content) {
    encoding.writeVarString(encoder, content.format);
    encoding.writeVarString(encoder, "{}");
  } else if ("value" in content) {
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, content.value as never);
  } else if ("element" in content) {
    encoding.writeVarUint(encoder, 3);
    encoding.writeVarString(encoder, content.element);
  } else encoding.writeVarUint(encoder, 6);
}
