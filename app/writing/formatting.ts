/** What the buttons above the text box do to its Markdown. */
export const formats = ["bold", "italic", "list", "quote", "link"] as const;
export type Format = (typeof formats)[number];

/** A text box: its text and its selection. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** A replacement of a part of the text, and what is selected after it. */
export interface Replacement {
  start: number;
  end: number;
  by: string;
  selectStart: number;
  selectEnd: number;
}

/** The replacement that formats the selected words; of words that have the format already, it takes it away. */
export function formatSelection(selected: Selected, format: Format, words: string): Replacement {
  if (format === "bold") return wrap(selected, "**", words);
  if (format === "italic") return wrap(selected, "*", words);
  if (format === "link") return link(selected, words);
  return prefixLines(selected, format === "list" ? "- " : "> ");
}

function wrap({ text, start, end }: Selected, mark: string, words: string): Replacement {
  const inner = text.slice(start, end);
  const { length } = mark;
  const isMarked = text.slice(start - length, start) === mark && text.slice(end, end + length) === mark;
  // A single star beside a double one belongs to that one.
  if (isMarked && text[start - length - 1] !== "*") {
    return {
      start: start - length,
      end: end + length,
      by: inner,
      selectStart: start - length,
      selectEnd: end - length,
    };
  }
  const shown = inner.trim() || words;
  const [before = ""] = /^\s*/.exec(inner) ?? [];
  const after = inner.trim() === "" ? "" : inner.slice(inner.trimEnd().length);
  const from = start + before.length + length;
  return {
    start,
    end,
    by: `${before}${mark}${shown}${mark}${after}`,
    selectStart: from,
    selectEnd: from + shown.length,
  };
}

const address = "https://";

function link({ text, start, end }: Selected, words: string): Replacement {
  const label = text.slice(start, end).trim().replace(/\s+/g, " ") || words;
  const at = start + label.length + 3;
  return { start, end, by: `[${label}](${address})`, selectStart: at, selectEnd: at + address.length };
}

function prefixLines({ text, start, end }: Selected, mark: string): Replacement {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith(mark));
  const by = lines.map((line) => (all ? line.slice(mark.length) : `${mark}${line}`)).join("\n");
  const selectStart = lines.length > 1 ? from : from + by.length;
  return { start: from, end: to, by, selectStart, selectEnd: from + by.length };
}
