import { useRevalidator } from "@remix-run/react";
import type { Editor } from "@tiptap/core";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { DocumentPage } from "../documents";
import type { DocumentView } from "../sync/document-view";
import { useDocumentSync } from "../sync/use-document-sync";
import { collaboratorLabel } from "./collaborators";
import { EditorHeader } from "./editor-header";
import { EditorNotices, LeftOutNotice } from "./editor-notices";
import { EditorSurface } from "./editor-surface";
import type { RemoteCursor } from "./remote-cursors";
import { Toolbar } from "./toolbar";

interface TextDeskProps {
  document: DocumentPage;
  /** The reading view from the server, shown until the editor has loaded. */
  reading: ReactNode;
}

/** The editor of a document: saving state, toolbar, sheet. */
export function DocumentEditor({ document, reading }: TextDeskProps) {
  const { revalidate } = useRevalidator();
  const { sync, view } = useDocumentSync(document.id, document.owner, revalidate);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [leftOut, setLeftOut] = useState(false);
  const { present, carets } = view;
  const others = useMemo(() => othersIn(present, carets), [present, carets]);
  useWarning(view);
  return (
    <div className="desk">
      <div className="desk-top">
        <EditorHeader document={document} view={view} />
        {editor && view.standing === "writing" ? (
          <Toolbar editor={editor} />
        ) : (
          // Keeps the place of the toolbar, so that the sheet does not move when it comes.
          document.access === "write" && <div className="tools" />
        )}
      </div>
      <EditorNotices document={document} view={view} onForget={() => sync?.forgetRefused()} />
      {leftOut && <LeftOutNotice onUnderstood={() => setLeftOut(false)} />}
      {sync && view.doc ? (
        <EditorSurface
          doc={view.doc}
          title={document.title}
          editable={view.standing === "writing"}
          others={others}
          onEditor={setEditor}
          onCaret={(caret) => sync.moveCaret(caret)}
          onBeforeApplying={(listener) => sync.onBeforeApplying(listener)}
          onLeftOut={() => setLeftOut(true)}
        />
      ) : (
        view.standing !== "gone" && reading
      )}
    </div>
  );
}

/** The others' cursors with the names from the server. */
function othersIn(present: DocumentView["present"], carets: DocumentView["carets"]): RemoteCursor[] {
  return present.flatMap((one) => {
    const caret = carets.get(one.who);
    return caret ? [{ who: one.who, name: one.name, caret, label: collaboratorLabel(one) }] : [];
  });
}

/** Makes the browser ask before leaving, when neither the server nor this device holds some of the words. */
function useWarning({ pending, keeps }: DocumentView): void {
  const atRisk = pending > 0 && !keeps;
  useEffect(() => {
    if (!atRisk) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [atRisk]);
}
