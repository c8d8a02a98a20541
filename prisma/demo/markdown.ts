/** Posts of the demonstration are kept as people write them: in the small Markdown of the portal. */
import { type Inline, type Block as Part, writeBody } from "../../app/writing/body";
import type { Block, Post, TextRun } from "./types";

/** The source of a post: the words it quotes, then its own. */
export function markdownOf({ quote, body }: Pick<Post, "quote" | "body">): string {
  const quoted: Part[] = quote ? [{ quote: [{ paragraph: [quote.text] }] }] : [];
  return writeBody([...quoted, ...body.map(partOf)]);
}

function partOf(block: Block): Part {
  if ("items" in block) {
    const items = block.items.map(inlinesOf);
    return block.type === "bulletList" ? { bullets: items } : { numbers: items, from: 1 };
  }
  const paragraph = { paragraph: inlinesOf(block.content) };
  return block.type === "blockquote" ? { quote: [paragraph] } : paragraph;
}

function inlinesOf(runs: readonly TextRun[]): Inline[] {
  return runs.map(({ text, bold, italic, href }) => {
    if (href) return { href, text };
    if (bold) return { bold: [text] };
    return italic ? { italic: [text] } : text;
  });
}
