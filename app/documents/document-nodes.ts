/** A text as ProseMirror's JSON, as the reading view and the search take it. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** A heading of a text; `id` is its place in the page. */
export interface Heading {
  id: string;
  level: number;
  text: string;
}

/** A text as it is read, safe HTML, and what the page says of it. */
export interface ReadingView {
  html: string;
  outline: Heading[];
  words: number;
}

/** Everything that is derived from a text. */
export interface DerivedContent {
  /** The whole text as one Yjs update. */
  snapshot: Uint8Array;
  /** ProseMirror's JSON, written out: the main thread only passes it on. */
  content: string;
  plainText: string;
  view: ReadingView;
  /** Yjs clients under which something of it was written. */
  clients: number[];
}

const blocks = new Set(["paragraph", "heading", "listItem", "blockquote", "horizontalRule", "hardBreak"]);

/** The words of a text, a line per block. */
export function plainTextOf(node: DocumentNode): string {
  const inside = node.text ?? (node.content ?? []).map(plainTextOf).join("");
  const text = blocks.has(node.type) ? `${inside}\n` : inside;
  return node.type === "doc" ? text.replace(/\n{2,}/g, "\n").trim() : text;
}
