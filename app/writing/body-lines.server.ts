/**
 * Rewrites the lines of a post so that CommonMark reads them as messages typed on a telephone are meant: words below a
 * quotation or a list are not part of it; a year, a telephone number or a dash starts no list; a bullet pasted from
 * Word does. Bounds what makes parsing expensive: depth, and the number of blocks, stars and brackets.
 */

/** Maximum depth of quotations; deeper ones are flattened. */
const maxQuoteDepth = 4;
/** Maximum indentation, in spaces, of lists within lists. */
const maxIndent = 12;
/** Maximum number of paragraphs, items and quotations; the rest becomes one paragraph. */
const maxBlocks = 250;
/** Maximum number of stars and brackets with a meaning; later ones are text. */
const maxInlineMarks = 300;

/**
 * U+2028, the line separator, replaces a line break within a block: CommonMark treats it as a blank, without the cost
 * of a line. Two characters that no post may contain replace a literal star and a literal bracket.
 */
const lineBreak = "\u2028";
const stars = "\ufdd0";
const bracket = "\ufdd1";

/** Replaces the placeholders of `prepareLines` by the original signs. */
export function restoreSigns(text: string): string {
  return text.replaceAll(lineBreak, "\n").replaceAll(stars, "*").replaceAll(bracket, "[");
}

interface Line {
  /** Depth of quotations. */
  depth: number;
  indent: number;
  /** The marker of a list item; empty for other lines. */
  marker: string;
  text: string;
}

/** The context of the next line. */
interface State {
  /** The block that a line may continue; null after a blank line. */
  open: { depth: number; inList: boolean } | null;
  /** The depth of the list that an indented paragraph still belongs to. */
  list: number | null;
  /** The depth of the blank line that separates the next block. */
  blank: number | null;
}

export function prepareLines(source: string): string {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const prepared: string[] = [];
  const state: State = { open: null, list: null, blank: null };
  let blocks = 0;
  for (const [index, written] of lines.entries()) {
    const line = readLine(written);
    if (line.marker === "" && line.text === "") {
      state.blank = Math.min(state.blank ?? line.depth, line.depth);
      state.open = null;
    } else if (goesOn(line, state)) {
      prepared.push(`${prepared.pop()}${lineBreak}${line.marker}${line.text}`);
    } else if (blocks === maxBlocks) {
      prepared.push("", escapeStart(lines.slice(index).join(lineBreak).trim()));
      break;
    } else {
      prepared.push(...startBlock(line, state));
      blocks += 1;
    }
  }
  return boundInlineMarks(prepared.join("\n"));
}

function goesOn({ depth, indent, marker }: Line, { open }: State): boolean {
  if (open?.depth !== depth) return false;
  if (open.inList) return marker === "" && indent >= 2;
  // A list may follow a paragraph without a blank line; a numbered one only if it starts with 1.
  return marker === "" || isLaterNumber(marker);
}

const isLaterNumber = (marker: string) => /^(?!0*1[.)])\d/.test(marker);

/** The first lines of a new block, with a blank line in front where CommonMark would join it to the block before. */
function startBlock(line: Line, state: State): string[] {
  const { depth, indent, marker, text } = line;
  const inList = marker !== "" || (state.list === depth && state.open === null && indent >= 2);
  const endsOpen =
    state.open !== null &&
    (depth < state.open.depth || (state.open.inList && (!inList || isLaterNumber(marker))));
  const separator = endsOpen ? depth : state.blank;
  state.open = { depth, inList };
  state.list = inList ? depth : null;
  state.blank = null;
  const start = `${quoteMarks(depth)}${inList ? " ".repeat(indent) : ""}${marker}${escapeStart(text)}`;
  return separator === null ? [start] : [quoteMarks(Math.min(separator, depth)), start];
}

const quoteMarks = (depth: number) => "> ".repeat(depth);

const quoteMark = /^ {0,3}> ?/;
/** A bullet or a number of up to three digits, and the words after it: a year starts no list. */
const itemStart = /^(?:[-*•]|(\d{1,3}[.)]))[ \t\u00a0\u202f]+(?=\S)/;

function readLine(written: string): Line {
  let [rest, depth] = [written, 0];
  for (let mark = quoteMark.exec(rest); mark; mark = quoteMark.exec(rest)) {
    rest = rest.slice(mark[0].length);
    depth += 1;
  }
  const [space = ""] = /^[ \t]*/.exec(rest) ?? [];
  const words = rest.trim();
  const item = itemStart.exec(words);
  return {
    depth: Math.min(depth, maxQuoteDepth),
    indent: Math.min(space.replaceAll("\t", "    ").length, maxIndent),
    marker: item ? `${item[1] ?? "-"} ` : "",
    // An escaped bullet is a literal bullet.
    text: words.slice(item?.[0].length ?? 0).replace(/^\\•/, "•"),
  };
}

/** Escapes signs that would start a block here. */
function escapeStart(text: string): string {
  return text.replace(/^(?:>|[-+*](?=\s|$))/, "\\$&").replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** CommonMark matches each star and bracket with all earlier ones; a row of four or more stars is kept as text. */
function boundInlineMarks(text: string): string {
  let marks = 0;
  return text.replace(/\\[^\n]|\*+|\[/g, (sign) => {
    if (sign.startsWith("\\")) return sign;
    marks += 1;
    if (sign.length <= 3 && marks <= maxInlineMarks) return sign;
    return sign.replaceAll("*", stars).replaceAll("[", bracket);
  });
}
