import { SubmitButton } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { Form } from "../ui/form";
import { Trash2 } from "../ui/icons";
import { useMessages } from "./messages";
import { useClockTime } from "./relative-time";
import { draftPath, type KeptDraft, resumePath, type WritingPlace } from "./writing";

interface KeptDraftsProps {
  place: WritingPlace;
  drafts: readonly KeptDraft[];
  /** The viewer may write here; otherwise the words can only be copied. */
  writes: boolean;
}

/** The viewer's other drafts here: from another tab, or of a refused message. */
export function KeptDrafts({ place, drafts, writes }: KeptDraftsProps) {
  const t = useMessages();
  const clock = useClockTime();
  return (
    <div className="kept-drafts">
      {drafts.map(({ key, body, keptAt }) => (
        <details key={key} open={!writes}>
          <summary>{t(writes ? "drafts.other" : "drafts.yours", { time: clock(keptAt) })}</summary>
          <p className="kept-words" dir="auto">
            {body}
          </p>
          {writes && <DraftActions place={place} draftKey={key} />}
        </details>
      ))}
    </div>
  );
}

function DraftActions({ place, draftKey }: { place: WritingPlace; draftKey: string }) {
  const t = useMessages();
  return (
    <div className="line">
      {/* Loads a new page whose form begins with this draft; the current text stays saved. */}
      <a className="button plain small" href={resumePath(place, draftKey)}>
        {t("drafts.resume")}
      </a>
      <Dialog small kind="quiet" icon={Trash2} opener={t("drafts.discard")} title={t("drafts.discardTitle")}>
        <Form method="post" action={draftPath(place)}>
          <input type="hidden" name="key" value={draftKey} />
          <p>{t("drafts.discardHelp")}</p>
          <DialogActions>
            <SubmitButton kind="danger" icon={Trash2}>
              {t("drafts.discard")}
            </SubmitButton>
          </DialogActions>
        </Form>
      </Dialog>
    </div>
  );
}
