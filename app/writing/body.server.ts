import type { Link, List as ListNode, Nodes, PhrasingContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { attention } from "micromark-core-commonmark";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import type { Code, Construct, Extension } from "micromark-util-types";
import { findLinks, safeHref } from "../http/links";
import type { Block, Inline, Item, List } from "./body";
import { prepareLines, restoreSigns } from "./body-lines.server";

/** Raise it with every change of the parser: stored trees of another version are parsed again. */
export const bodyVersion = 3;

/**
 * Parses the small Markdown of posts: paragraphs, `-` and `1.` lists, `>` quotations, **bold**, *italic*,
 * [links](https://…), bare addresses and mentions by number; a backslash escapes a sign. It is CommonMark without what a post may not have
 * (docs/decisions/0046). Total: every input gives a tree, in bounded time.
 */
export function readBody(source: string): Block[] {
  const tree = fromMarkdown(prepareLines(markMentions(source)), { extensions, mdastExtensions });
  return tree.children.flatMap(blockOf);
}

/** Two characters that no post may contain stand around the number of a mention, while Markdown is read. */
const mentionMark = /\ufdd2(\d{1,2})\ufdd3/;

/** Marks stored mentions; an escaped one stays words. */
const markMentions = (source: string): string =>
  source.replace(/[\ufdd2\ufdd3]/g, "").replace(/@\{(\d{1,2})\}/g, "\ufdd2$1\ufdd3");

/** Constructs of CommonMark that a post does not have. `starEmphasis` replaces emphasis. */
const switchedOff: Extension = {
  disable: {
    null: [
      "attention",
      "autolink",
      "characterReference",
      "codeFenced",
      "codeIndented",
      "codeText",
      "definition",
      "hardBreakEscape",
      "headingAtx",
      "htmlFlow",
      "htmlText",
      "labelStartImage",
      "setextUnderline",
      "thematicBreak",
    ],
  },
};

/** Emphasis by stars outside words: those of 2*3*4 and of *144*2# stay stars. */
const starEmphasis: Construct = {
  name: "starEmphasis",
  resolveAll: attention.resolveAll,
  tokenize(effects, ok, nok) {
    const before = this.previous;
    const decide = (after: Code) => {
      const token = this.events.at(-1)?.[1];
      if (token) {
        token._open &&= !isOfWord(before);
        token._close &&= !isOfWord(after);
      }
      return ok(after);
    };
    return attention.tokenize.call(this, effects, decide, nok);
  },
};

/** A letter or a digit, or the # of a telephone code. */
const isOfWord = (code: Code) =>
  code !== null && code > 0 && /[\p{L}\p{N}#]/u.test(String.fromCharCode(code));

const star = 42;
const extensions: Extension[] = [gfmAutolinkLiteral(), { text: { [star]: starEmphasis } }, switchedOff];

/** Omits the library's second search for addresses in text, which is quadratic: `linkAddresses` replaces it. */
const { transforms: _, ...autolinkNodes } = gfmAutolinkLiteralFromMarkdown();
const mdastExtensions = [autolinkNodes];

/** Maximum depth of lists; deeper ones are flattened. */
const maxListDepth = 3;

function blockOf(node: Nodes): Block[] {
  if (node.type === "blockquote") return [{ quote: node.children.flatMap(blockOf) }];
  if (node.type === "list") return [listOf(node, 1)];
  const paragraph = node.type === "paragraph" ? inlinesOf(node.children) : [wordsOf(node)];
  return paragraph.length > 0 ? [{ paragraph }] : [];
}

function listOf(node: ListNode, depth: number): List {
  const items = node.children.map(({ children }) => itemOf(children, depth));
  return node.ordered ? { numbers: items, from: node.start ?? 1 } : { bullets: items };
}

/** The paragraphs of an item become lines; its lists follow its words. */
function itemOf(nodes: readonly Nodes[], depth: number): Item {
  const words: Inline[] = [];
  const lists: List[] = [];
  for (const node of nodes) {
    if (node.type === "list" && depth < maxListDepth) lists.push(listOf(node, depth + 1));
    else {
      if (words.length > 0) words.push("\n");
      words.push(...(node.type === "paragraph" ? inlinesOf(node.children) : [wordsOf(node)]));
    }
  }
  return [...joinWords(words), ...lists];
}

type Look = "bold" | "italic";

/** Words with their formats; a format nested in itself has no effect. */
function inlinesOf(nodes: readonly PhrasingContent[], within: readonly Look[] = []): Inline[] {
  return joinWords(nodes.flatMap((node) => inlineOf(node, within)));
}

function inlineOf(node: PhrasingContent, within: readonly Look[]): Inline[] {
  if (node.type === "link") return linkOf(node, within);
  if (node.type === "strong" || node.type === "emphasis") {
    const look = node.type === "strong" ? "bold" : "italic";
    if (within.includes(look)) return inlinesOf(node.children, within);
    const inside = inlinesOf(node.children, [...within, look]);
    return [look === "bold" ? { bold: inside } : { italic: inside }];
  }
  return linkAddresses(wordsOf(node));
}

/** A link with words, or a bare address. An unsafe one is shown as typed. */
function linkOf(node: Link, within: readonly Look[]): Inline[] {
  const [text, url] = [wordsOf(node), restoreSigns(node.url)];
  const bare = url === text || url === `http://${text}`;
  if (bare && /^(https?:|www\.)/i.test(text)) return linkAddresses(text);
  // A mention in the words of a link is a link itself.
  const href = node.title || mentionMark.test(text) ? null : safeHref(url);
  if (href) return [{ href, text }];
  if (url === `mailto:${text}`) return [text];
  const address = node.title ? `${url} "${restoreSigns(node.title)}"` : url;
  return ["[", ...inlinesOf(node.children, within), "](", ...linkAddresses(`${address})`)];
}

/** Splits words into text, links and mentions. */
function linkAddresses(words: string): Inline[] {
  // Every second part is the number of a mention.
  return words
    .split(mentionMark)
    .flatMap((part, index) => (index % 2 === 1 ? [{ mention: Number(part) }] : linkBareAddresses(part)));
}

function linkBareAddresses(words: string): Inline[] {
  const inlines: Inline[] = [];
  let done = 0;
  for (const { from, to, href } of findLinks(words)) {
    if (from > done) inlines.push(words.slice(done, from));
    inlines.push({ href, text: words.slice(from, to) });
    done = to;
  }
  if (done < words.length) inlines.push(words.slice(done));
  return inlines;
}

function wordsOf(node: Nodes): string {
  if (node.type === "break") return "\n";
  if ("value" in node) return restoreSigns(node.value);
  return "children" in node ? node.children.map(wordsOf).join("") : "";
}

/** Merges adjacent strings. */
function joinWords(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (typeof inline === "string" && typeof last === "string") joined[joined.length - 1] = last + inline;
    else if (inline !== "") joined.push(inline);
  }
  return joined;
}
