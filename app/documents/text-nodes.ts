/** A text as ProseMirror's JSON, as the reading view and the search take it. */
export interface TextNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: TextNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** Everything that is derived from a text. */
export interface Digest {
  /** The whole text as one Yjs update. */
  snapshot: Uint8Array;
  content: TextNode;
  plainText: string;
  /** Yjs clients under which something of it was written. */
  clients: number[];
}

const blocks = new Set(["paragraph", "heading", "listItem", "blockquote", "horizontalRule", "hardBreak"]);

/** The words of a text, a line per block. */
export function plainTextOf(node: TextNode): string {
  const inside = node.text ?? (node.content ?? []).map(plainTextOf).join("");
  const text = blocks.has(node.type) ? `${inside}\n` : inside;
  return node.type === "doc" ? text.replace(/\n{2,}/g, "\n").trim() : text;
}
