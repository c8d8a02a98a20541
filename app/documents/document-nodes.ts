/** A document as ProseMirror JSON, the input of the reading view and of search. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** A heading of a document; `id` is its anchor. */
export interface Heading {
  id: string;
  level: number;
  text: string;
}

/** The reading view of a document, as safe HTML, with the data its page shows. */
export interface ReadingView {
  html: string;
  outline: Heading[];
  words: number;
}

/** All content derived from a document. */
export interface DerivedContent {
  /** The whole document as one Yjs update. */
  snapshot: Uint8Array;
  /** Serialised ProseMirror JSON: the main thread only passes it on. */
  content: string;
  plainText: string;
  view: ReadingView;
  /** The Yjs clients that wrote any of it. */
  clients: number[];
}

const blocks = new Set(["paragraph", "heading", "listItem", "blockquote", "horizontalRule", "hardBreak"]);

/** The plain text of a document, one line per block. */
export function plainTextOf(node: DocumentNode): string {
  const inside = node.text ?? (node.content ?? []).map(plainTextOf).join("");
  const text = blocks.has(node.type) ? `${inside}\n` : inside;
  return node.type === "doc" ? text.replace(/\n{2,}/g, "\n").trim() : text;
}
