import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { type DocumentPage, documentPath } from "../documents";
import { useEditorCode } from "../editor/use-editor-code";
import { useMessages } from "../messages";
import { ReadingView } from "./reading-view";

/** The page to write a document: shows the reading view until the editor's code has loaded. */
export function WritePage({ document }: { document: DocumentPage }) {
  const t = useMessages();
  const { code, failed } = useEditorCode();
  const reading = (
    <ReadingView
      html={document.html}
      empty={t(document.freshness === "current" ? "page.empty" : "page.notYet")}
    />
  );
  return (
    <div className="write-page">
      <PageHeader
        crumbs={[
          { label: t("page.crumb"), to: "/textes" },
          { label: t("write.crumb"), to: documentPath(document) },
        ]}
        title={document.title}
      />
      {code ? (
        <code.DocumentEditor document={document} reading={reading} />
      ) : (
        // Laid out as the editor, so that the sheet does not move when it comes.
        <div className="desk">
          <div className="desk-top">
            <div className="desk-head">
              {!failed && <p className="meta scripted">{t("write.loading")}</p>}
            </div>
            {document.access === "write" && <div className="tools" />}
          </div>
          {failed && (
            <Notice tone="offline" role="alert" title={t("write.failed")}>
              {t("write.failedHelp")}
            </Notice>
          )}
          <noscript>
            <Notice tone="info" title={t("write.noScript")}>
              {t("write.noScriptHelp")}
            </Notice>
          </noscript>
          {reading}
        </div>
      )}
    </div>
  );
}
