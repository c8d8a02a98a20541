import { safeHref } from "../../http/links";
import type { DocumentNode } from "../document-nodes";

/** A content as CommonMark. Marks without a sign of their own are written as plain words. */
export function markdownOf(content: DocumentNode, title: string): string {
  return `# ${escapeWords(title)}\n\n${blocksOf(content.content ?? [])}\n`;
}

const blocksOf = (nodes: readonly DocumentNode[]): string => nodes.map(blockOf).join("\n\n");

function blockOf(node: DocumentNode): string {
  const children = node.content ?? [];
  switch (node.type) {
    case "heading":
      return `${"#".repeat(Number(node.attrs?.level ?? 2))} ${inlineOf(children)}`;
    case "blockquote":
      return prefixed(blocksOf(children), "> ", "> ");
    case "bulletList":
      return children.map((item) => prefixed(blocksOf(item.content ?? []), "- ", "  ")).join("\n");
    case "orderedList": {
      const start = Number(node.attrs?.start ?? 1);
      return children
        .map((item, index) => prefixed(blocksOf(item.content ?? []), `${start + index}. `, "   "))
        .join("\n");
    }
    case "horizontalRule":
      return "---";
    default:
      return startOfLine(inlineOf(children));
  }
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) => `${index === 0 ? first : line ? rest : rest.trimEnd()}${line}`)
    .join("\n");
}

function inlineOf(nodes: readonly DocumentNode[]): string {
  return nodes.map((node) => (node.type === "hardBreak" ? "\\\n" : wordsOf(node))).join("");
}

const signs: Readonly<Record<string, string>> = { bold: "**", italic: "*", strike: "~~" };

function wordsOf({ text = "", marks = [] }: DocumentNode): string {
  // Signs beside a blank are no marks in CommonMark: blanks go outside.
  const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  if (!words) return text;
  let marked = escapeWords(words);
  for (const { type } of marks) {
    const sign = signs[type];
    if (sign) marked = `${sign}${marked}${sign}`;
  }
  const href = safeHref(marks.find(({ type }) => type === "link")?.attrs?.href);
  if (href) marked = `[${marked}](<${href.replace(/[<>]/g, encodeURIComponent)}>)`;
  return `${before}${marked}${after}`;
}

const escapeWords = (text: string): string => text.replace(/[\\`*_~[\]<>]/g, "\\$&");

/** A line that would begin a list, a heading or a quotation begins as words. */
const startOfLine = (text: string): string =>
  text.replace(/^(\s*)([-+#>=]|\d{1,9}[.)](?=\s))/, (_all, blank: string, sign: string) =>
    /^\d/.test(sign) ? `${blank}${sign.slice(0, -1)}\\${sign.slice(-1)}` : `${blank}\\${sign}`,
  );
