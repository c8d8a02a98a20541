/**
 * The content of a post as a tree: parsed from its small Markdown on the server (`body.server.ts`), rendered as components.
 * There is no HTML in between, so nothing has to be sanitised.
 */

/** Inline content; a line break in it is shown as one. */
export type Inline = string | { bold: Inline[] } | { italic: Inline[] } | { href: string; text: string };

export type List = { bullets: Item[] } | { numbers: Item[]; from: number };

/** An item of a list: its words, and nested lists. */
export type Item = (Inline | List)[];

export type Block = { paragraph: Inline[] } | { quote: Block[] } | List;

/** Maximum length of a post in characters, some four typed pages. */
export const maxBodyLength = 10_000;

/** Tells a list from words and from other blocks. */
export const isList = (part: Inline | Block): part is List =>
  typeof part === "object" && ("bullets" in part || "numbers" in part);

/** Maximum length of the part of a post that a reply shows. */
export const maxExcerptLength = 240;

/** The beginning of a post in one line, for a reply: without its own quotations, cut at a word. */
export function excerptOf(blocks: readonly Block[]): string {
  const own = blocks.filter((block) => !("quote" in block));
  const text = wordsOf(own.length > 0 ? own : blocks)
    .replace(/\s+/g, " ")
    .trim();
  if (text.length <= maxExcerptLength) return text;
  const cut = text.slice(0, maxExcerptLength);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), maxExcerptLength / 2))}…`;
}

function wordsOf(parts: readonly (Block | Inline | List)[]): string {
  return parts.map((part) => wordsIn(part)).join("");
}

function wordsIn(part: Block | Inline | List): string {
  if (typeof part === "string") return part;
  if ("paragraph" in part) return `${wordsOf(part.paragraph)} `;
  if ("quote" in part) return wordsOf(part.quote);
  if ("bullets" in part) return part.bullets.map((item) => `${wordsOf(item)} `).join("");
  if ("numbers" in part) return part.numbers.map((item) => `${wordsOf(item)} `).join("");
  if ("bold" in part) return wordsOf(part.bold);
  return "italic" in part ? wordsOf(part.italic) : part.text;
}

/** The Markdown of these blocks. */
export function writeBody(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join("\n\n");
}

function writeBlock(block: Block): string {
  if ("paragraph" in block) return escapeStarts(writeInlines(block.paragraph));
  if (isList(block)) return writeList(block);
  return writeBody(block.quote).replace(/^/gm, "> ");
}

function writeList(list: List): string {
  if ("bullets" in list) return list.bullets.map((item) => writeItem("- ", item)).join("\n");
  return list.numbers.map((item, index) => writeItem(`${list.from + index}. `, item)).join("\n");
}

/** Continuation lines are indented to the first word of the item, so that a nested list belongs to it. */
function writeItem(marker: string, item: Item): string {
  const words = item.filter((part): part is Inline => !isList(part));
  const lines = [escapeStarts(writeInlines(words)), ...item.filter(isList).map(writeList)];
  return marker + lines.join("\n").replaceAll("\n", `\n${" ".repeat(marker.length)}`);
}

function writeInlines(inlines: readonly Inline[]): string {
  return inlines.map(writeInline).join("");
}

function writeInline(inline: Inline): string {
  if (typeof inline === "string") return inline.replace(/[\\*[\]]/g, "\\$&");
  if ("bold" in inline) return `**${writeInlines(inline.bold)}**`;
  if ("italic" in inline) return `*${writeInlines(inline.italic)}*`;
  const bare = inline.text === inline.href || `mailto:${inline.text}` === inline.href;
  return bare ? inline.text : `[${writeInline(inline.text)}](${inline.href})`;
}

/** Escapes signs that would start a quotation or a list at the start of a line. */
function escapeStarts(text: string): string {
  return text.replace(/^(?:[>•-]|\d{1,3}(?=[.)]))/gm, (start) =>
    /\d/.test(start) ? `${start}\\` : `\\${start}`,
  );
}
