/** Small constructors, so that posts and documents read like the texts they are. */
import type { Block, TextRun } from "./types";

type Part = string | TextRun;
/** A list item: a bare text, or several parts. */
type Item = Part | readonly Part[];

const run = (part: Part): TextRun => (typeof part === "string" ? { text: part } : part);
const runs = (item: Item): readonly TextRun[] =>
  typeof item === "string" || "text" in item ? [run(item)] : item.map(run);

export const bold = (text: string): TextRun => ({ text, bold: true });
export const italic = (text: string): TextRun => ({ text, italic: true });
export const link = (text: string, href: string): TextRun => ({ text, href });

export const h2 = (text: string): Block => ({ type: "heading", level: 2, content: [run(text)] });
export const h3 = (text: string): Block => ({ type: "heading", level: 3, content: [run(text)] });
export const p = (...parts: readonly Part[]): Block => ({ type: "paragraph", content: parts.map(run) });
export const quote = (...parts: readonly Part[]): Block => ({ type: "blockquote", content: parts.map(run) });
export const ul = (...items: readonly Item[]): Block => ({ type: "bulletList", items: items.map(runs) });
export const ol = (...items: readonly Item[]): Block => ({ type: "orderedList", items: items.map(runs) });
