import { renderToHTMLString } from "@tiptap/static-renderer/pm/html-string";
import { safeHref } from "../http/links";
import { type DocumentNode, type Heading, plainTextOf, type ReadingView } from "./document-nodes";
import { editorExtensions, editorSchema } from "./editor/editor-schema";
import { marks, nodes } from "./editor/vocabulary";

const extensions = editorExtensions();

/** Deeper than this nobody nests; what lies below is left out. */
const deepest = 60;

/**
 * The reading view of a text, rendered without an editor. The renderer throws at a node it does not know and at an
 * address that is no string, and lets `//evil` pass: so it is only shown what the vocabulary allows.
 */
export function readingView(content: DocumentNode): ReadingView {
  const guarded: DocumentNode = {
    type: "doc",
    content: (content.content ?? []).flatMap((node) => guard(node)),
  };
  const outline: Heading[] = [];
  const html = renderToHTMLString({
    // A node and not its JSON: of that the renderer would build the schema each time.
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

/** A node as the vocabulary has it; of one it does not have only the words remain. */
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
