import { Extension } from "@tiptap/core";
import { Fragment, type MarkType, type Node, Slice } from "@tiptap/pm/model";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { findLinks } from "../../http/links";
import { isLocalChange } from "./vocabulary-guard";

/**
 * Turns addresses into links: a typed one when the next word begins, those in pasted words, and one pasted onto
 * selected words.
 */
export const FoundLinks = Extension.create({
  name: "foundLinks",
  addProseMirrorPlugins() {
    const type = this.editor.schema.marks.link;
    if (!type) return [];
    return [
      new Plugin({
        appendTransaction: (transactions, before, state) => {
          const { doc } = state;
          const isTyping = transactions.some(isLocalChange) && doc.content.size > before.doc.content.size;
          return isTyping ? linkLastWord(state, type) : null;
        },
        props: {
          transformPasted: (slice) => new Slice(linkIn(slice.content, type), slice.openStart, slice.openEnd),
          handlePaste: (view, _event, slice) => linkSelection(view, slice, type),
        },
      }),
    ];
  },
});

/** Links the address before the cursor that ends at the blank, or at the end of the block. */
function linkLastWord({ doc, selection, tr }: EditorState, type: MarkType) {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const isNewBlock = $from.parentOffset === 0;
  const end = isNewBlock ? endOfBlockBefore(doc, $from.pos) : $from.pos;
  if (end === null) return null;
  const $end = doc.resolve(end);
  const words = $end.parent.textBetween(0, $end.parentOffset, undefined, "\n");
  const [, last = "", blank = ""] = /(\S+)(\s?)$/u.exec(words) ?? [];
  if (!last || (blank === "" && !isNewBlock)) return null;
  const start = end - blank.length - last.length;
  for (const { from, to, href } of findLinks(last)) {
    if (doc.rangeHasMark(start + from, start + to, type)) continue;
    tr.addMark(start + from, start + to, type.create({ href }));
  }
  return tr.docChanged ? tr : null;
}

function endOfBlockBefore(doc: Node, position: number): number | null {
  let end: number | null = null;
  const $position = doc.resolve(position);
  const from = Math.max(0, $position.before() - 2);
  doc.nodesBetween(from, $position.before(), (node, start) => {
    if (node.isTextblock && start + node.nodeSize <= position) end = start + node.nodeSize - 1;
  });
  return end;
}

/** The same content with its addresses linked; existing links are kept. */
function linkIn(content: Fragment, type: MarkType): Fragment {
  const linked: Node[] = [];
  content.forEach((node) => {
    if (!node.isText) linked.push(node.copy(linkIn(node.content, type)));
    else if (type.isInSet(node.marks)) linked.push(node);
    else linked.push(...linkText(node, type));
  });
  return Fragment.fromArray(linked);
}

function linkText(node: Node, type: MarkType): Node[] {
  const pieces: Node[] = [];
  let done = 0;
  for (const { from, to, href } of findLinks(node.text ?? "")) {
    if (from > done) pieces.push(node.cut(done, from));
    pieces.push(node.cut(from, to).mark(type.create({ href }).addToSet(node.marks)));
    done = to;
  }
  if (done < node.nodeSize) pieces.push(node.cut(done));
  return pieces;
}

/** Selected words become a link when only an address is pasted onto them. */
function linkSelection({ state, dispatch }: EditorView, { content }: Slice, type: MarkType): boolean {
  const { empty, from, to } = state.selection;
  if (empty) return false;
  const words = content.textBetween(0, content.size, "\n").trim();
  const [found] = findLinks(words);
  if (!found || found.from > 0 || found.to < words.length) return false;
  dispatch(state.tr.addMark(from, to, type.create({ href: found.href })));
  return true;
}
