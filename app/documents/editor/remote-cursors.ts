import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";
import type { Caret } from "../../realtime/client-events.server";
import { colourOf } from "../../ui/colours";
import { readPendingSelection } from "./dom-selection";

/** Another person's cursor, as drawn. */
export interface RemoteCursor {
  who: string;
  /** The name, which gives the colour as on every page. */
  name: string;
  /** The label beside it: the name and the organisation. */
  label: string;
  caret: Caret;
}

const key = new PluginKey<{ others: readonly RemoteCursor[]; drawn: DecorationSet }>("carets");

/**
 * Draws the others' cursors. y-tiptap's own version sets style attributes, which our Content-Security-Policy blocks,
 * and trusts names from clients; here colours are classes, and names come from the server.
 */
export const RemoteCursors = Extension.create({
  name: "carets",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key,
        state: {
          init: () => ({ others: [] as readonly RemoteCursor[], drawn: DecorationSet.empty }),
          apply(transaction, before, _old, state) {
            const others: readonly RemoteCursor[] = transaction.getMeta(key) ?? before.others;
            const fromYjs = Boolean(transaction.getMeta(ySyncPluginKey)?.isChangeOrigin);
            if (others !== before.others || (fromYjs && transaction.docChanged))
              return { others, drawn: draw(others, state) };
            // Yjs learns of a local change only later: until then its positions refer to the document before the
            // change.
            return { others, drawn: before.drawn.map(transaction.mapping, transaction.doc) };
          },
        },
        props: { decorations: (state) => key.getState(state)?.drawn },
      }),
    ];
  },
});

/** Replaces the drawn cursors by these. */
export function showRemoteCursors({ view }: Editor, others: readonly RemoteCursor[]): void {
  readPendingSelection(view);
  view.dispatch(view.state.tr.setMeta(key, others).setMeta("addToHistory", false));
}

/** This editor's cursor, as sent to others; null before Yjs is bound. */
export function ownCaretPosition({ state }: Editor): Caret | null {
  const { binding } = bindingOf(state);
  if (!binding) return null;
  const encoded = (place: number) =>
    toBase64(
      Y.encodeRelativePosition(absolutePositionToRelativePosition(place, binding.type, binding.mapping)),
    );
  return { anchor: encoded(state.selection.anchor), head: encoded(state.selection.head) };
}

/** Restores the cursor of an earlier editor of the same document, with the focus. */
export function placeCaret(editor: Editor, { anchor, head }: Caret): void {
  const { binding } = bindingOf(editor.state);
  if (!binding) return;
  const end = editor.state.doc.content.size;
  const [from, to] = [placeOf(anchor, binding, end), placeOf(head, binding, end)];
  if (from === null || to === null) editor.commands.focus("end");
  else editor.chain().setTextSelection({ from, to }).focus().run();
}

interface Binding {
  type: Y.XmlFragment;
  mapping: Parameters<typeof absolutePositionToRelativePosition>[2];
  doc: Y.Doc;
}

const bindingOf = (state: EditorState): { binding?: Binding } => ySyncPluginKey.getState(state) ?? {};

function draw(others: readonly RemoteCursor[], state: EditorState): DecorationSet {
  const { binding } = bindingOf(state);
  if (!binding) return DecorationSet.empty;
  return DecorationSet.create(
    state.doc,
    others.flatMap((other) => drawOne(other, binding, state.doc.content.size)),
  );
}

function drawOne({ who, name, label, caret }: RemoteCursor, binding: Binding, end: number): Decoration[] {
  const anchor = placeOf(caret.anchor, binding, end);
  const head = placeOf(caret.head, binding, end);
  if (anchor === null || head === null) return [];
  const colour = colourOf(name);
  const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
  return [
    Decoration.widget(head, () => flag(label, colour), { key: `${who} ${label}`, side: 10 }),
    ...(from < to ? [Decoration.inline(from, to, { class: "their-selection", "data-colour": colour })] : []),
  ];
}

/** Another client's position may be invalid; then it is not drawn. */
function placeOf(encoded: string, { doc, type, mapping }: Binding, end: number): number | null {
  try {
    const relative = Y.decodeRelativePosition(fromBase64(encoded));
    const place = relativePositionToAbsolutePosition(doc ?? type.doc, type, relative, mapping);
    return place === null ? null : Math.min(place, Math.max(0, end - 1));
  } catch {
    return null;
  }
}

function flag(label: string, colour: string): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "their-caret";
  caret.dataset.colour = colour;
  caret.contentEditable = "false";
  const name = document.createElement("span");
  // As an attribute, not as content, so that it is neither copied nor read aloud.
  name.dataset.name = label;
  caret.append("\u2060", name, "\u2060");
  return caret;
}
