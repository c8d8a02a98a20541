/**
 * What a post says, as a tree: read from its small Markdown on the server (`body.server.ts`), rendered by React.
 * No HTML exists anywhere in between, so there is nothing to sanitise.
 */

/** Words in a line; a line break in them is shown as one. */
export type Inline = string | { bold: Inline[] } | { italic: Inline[] } | { href: string; text: string };

export type Block =
  | { paragraph: Inline[] }
  | { quote: Block[] }
  | { bullets: Inline[][] }
  | { numbers: Inline[][]; from: number };

/** The longest post, in characters: some four typed pages. */
export const longestBody = 10_000;

/** The Markdown that reads as these blocks; what quoting a post begins with. */
export function writeBody(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join("\n\n");
}

/** A post as somebody else's words, with room to answer below. */
export function quoteBody(blocks: readonly Block[]): string {
  return `${writeBlock({ quote: [...blocks] })}\n\n`;
}

function writeBlock(block: Block): string {
  if ("paragraph" in block) return escapeStarts(writeInlines(block.paragraph));
  if ("bullets" in block) return block.bullets.map((item) => `- ${writeItem(item)}`).join("\n");
  if ("numbers" in block) {
    return block.numbers.map((item, index) => `${block.from + index}. ${writeItem(item)}`).join("\n");
  }
  return writeBody(block.quote).replace(/^/gm, "> ");
}

const writeItem = (item: readonly Inline[]) => writeInlines(item).replaceAll("\n", "\n  ");

function writeInlines(inlines: readonly Inline[]): string {
  return inlines.map(writeInline).join("");
}

function writeInline(inline: Inline): string {
  if (typeof inline === "string") return inline.replace(/[\\*[\]]/g, "\\$&");
  if ("bold" in inline) return `**${writeInlines(inline.bold)}**`;
  if ("italic" in inline) return `*${writeInlines(inline.italic)}*`;
  return inline.text === inline.href ? inline.href : `[${writeInline(inline.text)}](${inline.href})`;
}

/** At the start of a line these would begin a quotation or a list. */
function escapeStarts(text: string): string {
  return text.replace(/^([>•-]|\d{1,3}(?=[.)] ))/gm, (start) =>
    /\d/.test(start) ? `${start}\\` : `\\${start}`,
  );
}
