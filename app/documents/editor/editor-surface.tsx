import type { Editor } from "@tiptap/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
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
  /** Receives the writer's cursor; null when the focus is elsewhere. */
  onCaret: (caret: Caret | null) => void;
  /** Called when images or files were pasted or dropped, which a document cannot contain. */
  onLeftOut: () => void;
  /** Calls a listener right before each remote update is applied. Returns a function that removes it. */
  onBeforeApplying: (listener: () => void) => () => void;
}

/** The sheet to write on. Each doc gets its own editor. */
export function EditorSurface(props: SurfaceProps) {
  const { doc, title, editable, others, onEditor, onCaret, onLeftOut, onBeforeApplying } = props;
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const t = useMessages();
  const locale = useLocale();
  const caret = useRef(onCaret);
  caret.current = onCaret;

  // Before the browser paints: an empty sheet in between would move the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor is made once for each doc
  useLayoutEffect(() => {
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

  // The cursor at the last interruption: restored when writing goes on, also in another editor.
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
