import type { Block, Inline } from "./body";

/**
 * Reads the small Markdown of posts: paragraphs, `-` and `1.` lists, `>` quotations, **bold**, *italic*,
 * [links](https://…) and bare addresses; a backslash takes a sign literally. Everything else is text. Linear in
 * the length of the text, and total: whatever is typed reads as something.
 */
export function readBody(source: string): Block[] {
  return readBlocks(source.replace(/\r\n?/g, "\n").split("\n"), 0);
}

/** Quotations within quotations deeper than this are flattened. */
const deepest = 4;

const starts = {
  quote: /^ {0,3}> ?/,
  bullet: /^ {0,3}[-*•] +(?=\S)/,
  number: /^ {0,3}(\d{1,3})[.)] +(?=\S)/,
};
const blank = (line: string) => line.trim() === "";

function readBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (blank(line)) {
      at += 1;
      continue;
    }
    const rest = lines.slice(at, at + runOf(lines, at));
    blocks.push(readBlock(rest, depth));
    at += rest.length;
  }
  return blocks;
}

/** How many lines belong to the block that begins here. */
function runOf(lines: readonly string[], from: number): number {
  const first = lines[from] ?? "";
  const list = starts.bullet.test(first) ? starts.bullet : starts.number.test(first) ? starts.number : null;
  const goesOn = (line: string) => {
    if (blank(line)) return false;
    if (starts.quote.test(first)) return starts.quote.test(line);
    if (list) return list.test(line) || /^ {2,}\S/.test(line);
    return !interrupts(line);
  };
  let end = from + 1;
  while (end < lines.length && goesOn(lines[end] ?? "")) end += 1;
  return end - from;
}

/** A list may follow a paragraph without an empty line; a number only when it is the first (a year is none). */
function interrupts(line: string): boolean {
  return (
    starts.quote.test(line) || starts.bullet.test(line) || Number(starts.number.exec(line)?.[1] ?? 0) === 1
  );
}

function readBlock(lines: readonly string[], depth: number): Block {
  const [first = ""] = lines;
  if (starts.quote.test(first)) return readQuote(lines, depth);
  if (starts.bullet.test(first)) return { bullets: readItems(lines, starts.bullet) };
  const number = starts.number.exec(first)?.[1];
  if (number) return { numbers: readItems(lines, starts.number), from: Number(number) };
  return { paragraph: readInlines(lines.map((line) => line.trim()).join("\n")) };
}

function readQuote(lines: readonly string[], depth: number): Block {
  const strip = depth < deepest ? starts.quote : /^[ >]+/;
  return {
    quote: readBlocks(
      lines.map((line) => line.replace(strip, "")),
      depth + 1,
    ),
  };
}

/** A line that begins no item goes on with the one before it. */
function readItems(lines: readonly string[], start: RegExp): Inline[][] {
  const items: string[] = [];
  for (const line of lines) {
    if (start.test(line) || items.length === 0) items.push(line.replace(start, "").trim());
    else items.push(`${items.pop()}\n${line.trim()}`);
  }
  return items.map((item) => readInlines(item));
}

type Look = "bold" | "italic";

/** Words with their looks; a look inside itself means nothing and is not tried. */
function readInlines(text: string, within: readonly Look[] = []): Inline[] {
  const inlines: Inline[] = [];
  const unclosed = new Set<Look>();
  let words = "";
  const push = (inline: Inline) => {
    if (words) inlines.push(words);
    words = "";
    inlines.push(inline);
  };
  for (let at = 0; at < text.length; ) {
    const read =
      readLooked(text, at, within, unclosed) ?? readLink(text, at) ?? readAddress(text, at) ?? null;
    if (read) push(read.inline);
    const escaped = !read && /^\\[!-/:-@[-`{-~•]/.test(text.slice(at, at + 2));
    if (!read) words += escaped ? text.charAt(at + 1) : text.charAt(at);
    at += read ? read.length : escaped ? 2 : 1;
  }
  if (words) inlines.push(words);
  return inlines;
}

interface Read {
  inline: Inline;
  /** Of the source that was read. */
  length: number;
}

function readLooked(
  text: string,
  at: number,
  within: readonly Look[],
  unclosed: Set<Look>,
): Read | undefined {
  if (text.charAt(at) !== "*") return undefined;
  const mark = text.startsWith("**", at) ? "**" : "*";
  const look: Look = mark === "**" ? "bold" : "italic";
  if (within.includes(look) || unclosed.has(look)) return undefined;
  const from = at + mark.length;
  if (!/[^\s*]/.test(text.charAt(from))) return undefined;
  const to = closingOf(text, mark, from);
  if (to === -1) {
    // From further right there is none either: looking once is enough, however many stars there are.
    unclosed.add(look);
    return undefined;
  }
  const inside = readInlines(text.slice(from, to), [...within, look]);
  const inline: Inline = look === "bold" ? { bold: inside } : { italic: inside };
  return { inline, length: to + mark.length - at };
}

/** Where the look that begins before `from` ends: marks hug their words. */
function closingOf(text: string, mark: string, from: number): number {
  for (let end = text.indexOf(mark, from + 1); end !== -1; end = text.indexOf(mark, end + 1)) {
    const before = text.charAt(end - 1);
    const single = mark === "**" || (text.charAt(end + 1) !== "*" && before !== "*");
    if (/\S/.test(before) && before !== "\\" && single) return end;
  }
  return -1;
}

const link = /\[((?:\\.|[^[\]\\\n]){1,300})\]\(((?:[^\s()]|\([^\s()]*\)){1,2000})\)/y;

function readLink(text: string, at: number): Read | undefined {
  if (text.charAt(at) !== "[") return undefined;
  link.lastIndex = at;
  const [all = "", words = "", address = ""] = link.exec(text) ?? [];
  const href = safeHref(address);
  if (!href) return undefined;
  return { inline: { href, text: words.replace(/\\([!-/:-@[-`{-~])/g, "$1") }, length: all.length };
}

const bareAddress = /https?:\/\/[^\s<>"«»]{1,2000}/iy;

/** An address that stands in the text as it is, without the full stop that ends the sentence. */
function readAddress(text: string, at: number): Read | undefined {
  if (!/[hH]/.test(text.charAt(at)) || /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return undefined;
  bareAddress.lastIndex = at;
  const found = bareAddress.exec(text)?.[0].replace(/[.,;:!?…'’*]+$/u, "") ?? "";
  const whole = found.includes("(") ? found : found.replace(/\)+.*$/, "");
  const href = safeHref(whole);
  return href ? { inline: { href, text: whole }, length: whole.length } : undefined;
}

/**
 * The address a link may lead to, or null. Only http, https and mailto, written out in full: `//evil`, `\\evil`,
 * `https:evil`, `javascript:` in any disguise and names before an @ (`https://remiddh.org@evil`) lead nowhere.
 */
export function safeHref(address: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them inside a scheme
  if (/[\u0000-\u0020\u007f\\]/.test(address) || !/^(https?:\/\/[^/]|mailto:[^/?])/i.test(address))
    return null;
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, hostname, href } = new URL(address);
  if (protocol === "mailto:") return /^mailto:[^@?]+@[^@?]+$/.test(href) ? href : null;
  const ours = (protocol === "http:" || protocol === "https:") && hostname !== "";
  return ours && !username && !password ? href : null;
}
