import type { DocumentNode } from "../document-nodes";
import { guardedContent } from "../reading.server";

/** What a frozen text consists of; see rule A1 in docs/domain.md. */
export interface FrozenContent {
  title: string;
  /** The version of the editor's schema in which the content is written. */
  schema: number;
  content: DocumentNode;
  /** The SHA-256 of each image, in the order of the text; documents have none yet. */
  images?: readonly string[];
}

/**
 * The canonical form of a text: JSON with sorted keys, without attributes that are null, with adjacent words of equal
 * marks joined. So the same text has the same form, however it was typed; never of Yjs bytes, which depend on that.
 */
export function canonicalForm({ title, schema, content, images = [] }: FrozenContent): string {
  return sortedJson({
    title: title.normalize("NFC"),
    schema,
    images: [...images],
    content: canonicalNode(guardedContent(content)),
  });
}

/** A node in its canonical form. */
export function canonicalNode({ type, attrs, content, text, marks }: DocumentNode): DocumentNode {
  const kept = Object.entries(attrs ?? {}).filter(([, value]) => value !== null && value !== undefined);
  const children = joinWords((content ?? []).map(canonicalNode));
  return {
    type,
    ...(kept.length > 0 && { attrs: Object.fromEntries(kept) }),
    ...(text !== undefined && { text }),
    ...(marks && marks.length > 0 && { marks: canonicalMarks(marks) }),
    ...(children.length > 0 && { content: children }),
  };
}

function canonicalMarks(marks: NonNullable<DocumentNode["marks"]>) {
  return marks
    .map(({ type, attrs }) => {
      const kept = Object.entries(attrs ?? {}).filter(([, value]) => value !== null && value !== undefined);
      return kept.length > 0 ? { type, attrs: Object.fromEntries(kept) } : { type };
    })
    .sort((one, other) => (one.type < other.type ? -1 : 1));
}

function joinWords(nodes: readonly DocumentNode[]): DocumentNode[] {
  const joined: DocumentNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    const joins =
      last?.text !== undefined &&
      node.text !== undefined &&
      sortedJson(last.marks ?? []) === sortedJson(node.marks ?? []);
    if (joins) joined[joined.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else joined.push(node);
  }
  return joined;
}

/** JSON with the keys of every object in order of their code units. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${sortedJson(inner)}`);
  return `{${entries.join(",")}}`;
}
