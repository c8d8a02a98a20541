import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { marks, nodes } from "./vocabulary";

/** Whether a transaction is a change in this editor, not a remote update. */
export const isLocalChange = (transaction: Transaction): boolean =>
  transaction.docChanged && !transaction.getMeta(ySyncPluginKey)?.isChangeOrigin;

/**
 * Resets, in every block that this editor changes, attributes and marks that the vocabulary does not allow, before Yjs
 * sees them. Parsing normalises already; this also covers what an earlier version accepted (a link that is no longer
 * safe): splitting its paragraph would send it again, and the server would refuse the update.
 */
export const VocabularyGuard = Extension.create({
  name: "vocabularyGuard",
  // Runs before the extension that hands changes to Yjs.
  priority: 1_100,
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, before, { doc, tr }) => {
        if (!transactions.some(isLocalChange)) return null;
        const range = changedBlocks(before.doc, doc);
        if (!range) return null;
        doc.nodesBetween(range.from, range.to, (node, position) => conform(tr, node, position));
        return tr.docChanged ? tr : null;
      },
    }),
  ],
});

/** The top-level blocks that differ. */
function changedBlocks(before: Node, doc: Node): { from: number; to: number } | null {
  const start = before.content.findDiffStart(doc.content);
  const end = before.content.findDiffEnd(doc.content);
  if (start === null || !end) return null;
  const [first, last] = [doc.resolve(start), doc.resolve(Math.max(start, end.b))];
  return {
    from: first.depth > 0 ? first.before(1) : first.pos,
    to: last.depth > 0 ? last.after(1) : last.pos,
  };
}

function conform(tr: Transaction, node: Node, position: number): void {
  for (const [name, isAllowed] of Object.entries(nodes[node.type.name] ?? {})) {
    if (!isAllowed(node.attrs[name])) {
      tr.setNodeAttribute(position, name, node.type.spec.attrs?.[name]?.default);
    }
  }
  for (const mark of node.marks) {
    const isAllowed = marks[mark.type.name];
    const value = Object.keys(mark.attrs).length > 0 ? mark.attrs : null;
    if (!isAllowed?.(value)) tr.removeMark(position, position + node.nodeSize, mark);
  }
}
