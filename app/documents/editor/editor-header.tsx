import { useNavigate } from "@remix-run/react";
import { type MouseEvent, useEffect, useState } from "react";
import { ButtonLink } from "../../ui/button";
import { Check } from "../../ui/icons";
import { SaveState, type Saving } from "../../ui/save-state";
import { type DocumentPage, documentPath } from "../documents";
import { useMessages } from "../messages";
import type { DocumentView } from "../sync/document-view";
import { Collaborators } from "./collaborators";

/** The saving state, the collaborators and the link back to reading; always visible. */
export function EditorHeader({ document, view }: { document: DocumentPage; view: DocumentView }) {
  const t = useMessages();
  const leave = useLeaving(documentPath(document), view);
  return (
    <div className="desk-head">
      <Saved view={view} />
      <Collaborators present={view.present} count={view.count} />
      <ButtonLink small icon={Check} to={documentPath(document)} onClick={leave}>
        {t("write.done")}
      </ButtonLink>
    </div>
  );
}

function Saved({ view }: { view: DocumentView }) {
  const t = useMessages();
  const { pending, held, keeps, standing, connection } = view;
  const state = useSettled(savingOf(view));
  if (standing === "opening") return <SaveState state="saving">{t("saving.opening")}</SaveState>;
  if (standing === "reading" && connection === "connected")
    return <SaveState state="saved">{t("saving.reading")}</SaveState>;
  if (standing !== "writing" && standing !== "reading")
    return <SaveState state="refused">{t("saving.closed")}</SaveState>;
  if (state === "refused")
    return (
      <SaveState state="refused">
        {t(keeps ? "saving.failing" : "saving.failingUnkept", { count: keeps ? held : pending })}
      </SaveState>
    );
  if (state !== "offline") return <SaveState state={state}>{t(`saving.${state}`)}</SaveState>;
  return (
    <SaveState state={keeps ? "offline" : "refused"}>
      {keeps ? t("saving.offline", { count: held }) : t("saving.unkept", { count: pending })}
    </SaveState>
  );
}

function savingOf({ connection, pending, failing }: DocumentView): Saving {
  if (connection !== "connected") return "offline";
  if (failing) return "refused";
  return pending > 0 ? "saving" : "saved";
}

const settleMs = 400;

/**
 * During typing, the state would alternate between saved and saving at every key: it shows as saved only after a pause.
 */
function useSettled(state: Saving): Saving {
  const [shown, setShown] = useState(state);
  useEffect(() => {
    if (state !== "saved") return setShown(state);
    const timer = setTimeout(() => setShown("saved"), settleMs);
    return () => clearTimeout(timer);
  }, [state]);
  return state === "saved" && shown === "saving" ? shown : state;
}

/** Waits until everything is saved, where the server can be reached, before it leads to the reading page. */
function useLeaving(to: string, { pending, connection }: DocumentView) {
  const [leaving, setLeaving] = useState(false);
  const navigate = useNavigate();
  const waits = pending > 0 && connection === "connected";
  useEffect(() => {
    if (leaving && !waits) navigate(to);
  }, [leaving, waits, navigate, to]);
  return (event: MouseEvent) => {
    if (!waits) return;
    event.preventDefault();
    setLeaving(true);
  };
}
