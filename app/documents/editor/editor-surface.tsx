import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import type * as Y from "yjs";
import { useLocale } from "../../i18n/messages";
import type { Caret } from "../../realtime/client-events.server";
import { useMessages } from "../messages";
import { createEditor } from "./create-editor";
import { readPendingSelection } from "./dom-selection";
import { ownCaretPosition, placeCaret, type RemoteCursor, showRemoteCursors } from "./remote-cursors";

interface SurfaceProps {
  doc: Y.Doc;
  title: string;
  editable: boolean;
  others: readonly RemoteCursor[];
  onEditor: (editor: Editor | null) => void;
  /** Where the writer's caret stands; null when they are elsewhere. */
  onCaret: (caret: Caret | null) => void;
  /** Images or files were pasted or dropped: a document takes none. */
  onLeftOut: () => void;
  /** Calls a listener right before each update from elsewhere is applied. Returns what stops that. */
  onBeforeApplying: (listener: () => void) => () => void;
}

/** The sheet one writes on. Another doc gets another editor. */
export function EditorSurface(props: SurfaceProps) {
  const { doc, title, editable, others, onEditor, onCaret, onLeftOut, onBeforeApplying } = props;
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const t = useMessages();
  const locale = useLocale();
  const caret = useRef(onCaret);
  caret.current = onCaret;

  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor is made once for each doc
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = createEditor({
      element,
      doc,
      editable,
      label: t("write.sheet", { title }),
      language: locale,
      onLeftOut,
    });
    const tell = () => caret.current(made.isFocused && made.isEditable ? ownCaretPosition(made) : null);
    const showBlank = () => element.classList.toggle("blank", made.isEmpty);
    made.on("transaction", showBlank);
    showBlank();
    for (const event of ["selectionUpdate", "update", "focus", "blur"] as const) made.on(event, tell);
    const stopReading = onBeforeApplying(() => readPendingSelection(made.view));
    setEditor(made);
    onEditor(made);
    return () => {
      stopReading();
      onEditor(null);
      setEditor(null);
      made.destroy();
    };
  }, [doc]);

  // Where the caret stood when writing was interrupted: it is there again when writing goes on, in another editor too.
  const interrupted = useRef<Caret | null>(null);
  useEffect(() => {
    if (!editor) return;
    if (!editable && editor.isFocused) interrupted.current = ownCaretPosition(editor);
    editor.setEditable(editable, false);
    if (!editable || !interrupted.current) return;
    const hasMovedOn = document.activeElement !== document.body && !editor.view.hasFocus();
    if (!hasMovedOn) placeCaret(editor, interrupted.current);
    interrupted.current = null;
  }, [editor, editable]);

  useEffect(() => {
    if (editor) showRemoteCursors(editor, others);
  }, [editor, others]);

  return <div className="sheet prose-sheet surface" ref={place} data-placeholder={t("write.placeholder")} />;
}
