import { createElement, type ReactNode } from "react";

/** A tag of a page with what it holds, or words. */
export type Node =
  | string
  | { tag: string; attributes: Record<string, string | true>; inside: Node[]; raw?: string };

const empty = new Set(["meta", "link", "input", "br", "hr", "img", "source", "wbr"]);
const unread = new Set(["script", "style"]);

/** Reads HTML as React writes it: every tag closed, every value quoted. */
export function readNodes(html: string): Node[] {
  const top: Node[] = [];
  const open: { tag: string; inside: Node[] }[] = [{ tag: "", inside: top }];
  const pattern = /<!--.*?-->|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/gs;
  for (let found = pattern.exec(html); found; found = pattern.exec(html)) {
    const [, closed, tag, attributes = "", words] = found;
    const here = open.at(-1)?.inside ?? top;
    if (words) here.push(decoded(words));
    else if (closed) open.pop();
    else if (tag) {
      const node = { tag, attributes: readAttributes(attributes), inside: [] as Node[] };
      if (unread.has(tag)) {
        const end = html.indexOf(`</${tag}>`, pattern.lastIndex);
        here.push({ ...node, raw: html.slice(pattern.lastIndex, end) });
        pattern.lastIndex = end + tag.length + 3;
        continue;
      }
      here.push(node);
      if (!empty.has(tag)) open.push(node);
    }
  }
  return top;
}

const entities: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};
const decoded = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity);

function readAttributes(text: string): Record<string, string | true> {
  const pairs = [...text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(pairs.map(([, name = "", value]) => [name, value ? decoded(value) : true]));
}

/** The elements of React that render as these nodes. */
export function elementsOf(nodes: readonly Node[]): ReactNode[] {
  return nodes.map((node, key) => {
    if (typeof node === "string") return node;
    const { tag, attributes, inside, raw } = node;
    if (raw !== undefined) {
      return createElement(tag, { ...attributes, key, dangerouslySetInnerHTML: { __html: raw } });
    }
    return createElement(tag, { ...attributes, key }, ...(empty.has(tag) ? [] : elementsOf(inside)));
  });
}
