import { useRef, useState } from "react";
import { Button, ButtonLink } from "../../ui/button";
import { Copy, LogIn, RotateCw } from "../../ui/icons";
import { Notice } from "../../ui/notice";
import { SecretariatLink } from "../../ui/secretariat-link";
import { type DocumentPage, documentPath } from "../documents";
import { useMessages } from "../messages";
import { isWritableStatus } from "../status";
import type { DocumentView } from "../sync/document-view";

interface DeskNoticesProps {
  document: DocumentPage;
  view: DocumentView;
  /** The refused words were copied, or dismissed. */
  onForget: () => void;
}

/** Obstacles to writing: what happened, what was kept, what to do. */
export function EditorNotices({ document, view, onForget }: DeskNoticesProps) {
  return (
    <>
      <StandingNotice document={document} view={view} />
      {!view.keeps && view.standing === "writing" && <UnkeptNotice />}
      {view.refused && <RefusedWords refused={view.refused} onForget={onForget} />}
    </>
  );
}

function UnkeptNotice() {
  const t = useMessages();
  return (
    <Notice tone="warning" role="alert" title={t("notice.unkept.title")}>
      {t("notice.unkept.help")}
    </Notice>
  );
}

/** Shown after images were pasted or dropped. */
export function LeftOutNotice({ onUnderstood }: { onUnderstood: () => void }) {
  const t = useMessages();
  return (
    <Notice
      tone="info"
      role="status"
      title={t("notice.leftOut.title")}
      actions={<Button onClick={onUnderstood}>{t("notice.refused.understood")}</Button>}
    >
      {t("notice.leftOut.help")}
    </Notice>
  );
}

function StandingNotice({
  document,
  view: { standing, pending, keeps, refused },
}: Omit<DeskNoticesProps, "onForget">) {
  const t = useMessages();
  const path = `${documentPath(document)}/ecrire`;
  if (standing === "reading" && !isWritableStatus(document.status)) {
    return (
      <Notice role="status" title={t("notice.frozen.title")}>
        {t("notice.frozen.help")}
      </Notice>
    );
  }
  if (standing === "reading") {
    const lost = document.access === "write" || refused !== null;
    return (
      <Notice
        tone={lost ? "warning" : "info"}
        role="status"
        title={t(lost ? "notice.lost.title" : "notice.reader.title")}
      >
        {t(lost ? "notice.lost.help" : "notice.reader.help")} {!lost && <SecretariatLink />}
      </Notice>
    );
  }
  if (standing === "older-editor") {
    const reload = (
      <Button icon={RotateCw} onClick={() => location.reload()}>
        {t("notice.older.reload")}
      </Button>
    );
    return (
      <Notice tone="warning" role="alert" title={t("notice.older.title")} actions={reload}>
        {t("notice.older.help", { count: pending })}
      </Notice>
    );
  }
  if (standing === "signed-out") {
    const signIn = (
      <ButtonLink icon={LogIn} to={`/connexion?retour=${encodeURIComponent(path)}`} reloadDocument>
        {t("notice.signedOut.signIn")}
      </ButtonLink>
    );
    return (
      <Notice tone="warning" role="alert" title={t("notice.signedOut.title")} actions={signIn}>
        {t(keeps ? "notice.signedOut.help" : "notice.signedOut.unkept", { count: pending })}
      </Notice>
    );
  }
  if (standing !== "gone") return null;
  return (
    <Notice
      tone="error"
      role="alert"
      title={t("notice.gone.title")}
      actions={<ButtonLink to="/textes">{t("notice.gone.back")}</ButtonLink>}
    >
      {t("notice.gone.help")} <SecretariatLink />
    </Notice>
  );
}

/** Words that are not in the document: their author may copy them, then dismiss the notice. */
function RefusedWords({
  refused,
  onForget,
}: {
  refused: NonNullable<DocumentView["refused"]>;
  onForget: () => void;
}) {
  const t = useMessages();
  const box = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    box.current?.select();
    // The clipboard requires https: on an office's own network the words are at least selected for copying.
    const done = await navigator.clipboard?.writeText(refused.words).then(
      () => true,
      () => false,
    );
    setCopied(done ?? document.execCommand("copy"));
  };
  if (!refused.words) {
    return (
      <Notice
        tone="warning"
        role="alert"
        title={t("notice.refused.formTitle")}
        actions={<Button onClick={onForget}>{t("notice.refused.understood")}</Button>}
      >
        {t("notice.refused.formHelp")}
      </Notice>
    );
  }
  return (
    <Notice
      tone="warning"
      role="alert"
      title={t("notice.refused.title")}
      actions={
        <>
          <Button icon={Copy} kind="main" onClick={() => void copy()}>
            {t(copied ? "notice.refused.copied" : "notice.refused.copy")}
          </Button>
          <Button kind="quiet" onClick={onForget}>
            {t("notice.refused.forget")}
          </Button>
        </>
      }
    >
      <p>{t(refused.reason === "too-large" ? "notice.refused.tooLarge" : "notice.refused.help")}</p>
      <textarea
        ref={box}
        className="refused-words"
        readOnly
        rows={Math.min(8, refused.words.split("\n").length + 1)}
        aria-label={t("notice.refused.words")}
        value={refused.words}
      />
    </Notice>
  );
}
