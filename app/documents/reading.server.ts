import { renderToHTMLString } from "@tiptap/static-renderer/pm/html-string";
import { safeHref } from "../http/links";
import { type DocumentNode, type Heading, plainTextOf, type ReadingView } from "./document-nodes";
import { editorExtensions, editorSchema } from "./editor/editor-schema";
import { marks, nodes } from "./editor/vocabulary";

const extensions = editorExtensions();

/** Maximum nesting depth; deeper content is left out. */
const deepest = 60;

/**
 * The reading view of a document, rendered without an editor. The renderer throws at unknown nodes and at addresses
 * that are not strings, and accepts `//evil`; so it only receives what the vocabulary allows.
 */
export function readingView(content: DocumentNode): ReadingView {
  const guarded = guardedContent(content);
  const outline: Heading[] = [];
  const html = renderToHTMLString({
    // A node rather than its JSON, for which the renderer would build the schema each time.
    content: editorSchema().nodeFromJSON(guarded),
    extensions,
    options: {
      nodeMapping: {
        heading: ({ node, children }) => {
          const heading = {
            id: `partie-${outline.length + 1}`,
            level: Number(node.attrs.level),
            text: node.textContent,
          };
          if (heading.text.trim()) outline.push(heading);
          return `<h${heading.level} id="${heading.id}" dir="auto">${[children].flat().join("")}</h${heading.level}>`;
        },
      },
    },
  });
  return { html, outline, words: countWords(guarded) };
}

/** A content reduced to what the vocabulary allows. */
export const guardedContent = (content: DocumentNode): DocumentNode => ({
  type: "doc",
  content: (content.content ?? []).flatMap((node) => guard(node)),
});

/** Reduces a node to what the vocabulary allows; of an unknown node only its words remain. */
function guard(node: DocumentNode, depth = 0): DocumentNode[] {
  if (depth > deepest) return [];
  if (typeof node.text === "string" && node.type === "text") {
    return node.text ? [{ type: "text", text: node.text, marks: (node.marks ?? []).flatMap(guardMark) }] : [];
  }
  const content = (node.content ?? []).flatMap((child) => guard(child, depth + 1));
  const known = Object.hasOwn(nodes, node.type) ? nodes[node.type] : undefined;
  if (!known) return content;
  const attrs = Object.entries(node.attrs ?? {}).filter(([name, value]) => known[name]?.(value));
  return [{ type: node.type, content, ...(attrs.length > 0 && { attrs: Object.fromEntries(attrs) }) }];
}

function guardMark({ type, attrs }: NonNullable<DocumentNode["marks"]>[number]) {
  if (!Object.hasOwn(marks, type)) return [];
  if (type !== "link") return [{ type }];
  const href = safeHref(attrs?.href);
  return href ? [{ type, attrs: { href } }] : [];
}

const countWords = (text: DocumentNode): number => plainTextOf(text).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
