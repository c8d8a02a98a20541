import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Trash2 } from "../ui/icons";
import { useMessages } from "./messages";
import { useClockTime } from "./relative-time";
import { type KeptDraft, threadPath } from "./threads";

interface KeptDraftsProps {
  thread: { id: string; slug: string };
  drafts: readonly KeptDraft[];
  /** The reader may write here; otherwise the words are there to be copied. */
  writes: boolean;
}

/** Other drafts of the reader in this thread: of another tab, of a message that was refused. */
export function KeptDrafts({ thread, drafts, writes }: KeptDraftsProps) {
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
          {writes && <Acts thread={thread} draftKey={key} />}
        </details>
      ))}
    </div>
  );
}

function Acts({ thread, draftKey }: { thread: { id: string; slug: string }; draftKey: string }) {
  const t = useMessages();
  return (
    <div className="line">
      {/* A new page: the box begins with these words, and what stands in it now is kept. */}
      <a className="button plain small" href={`${threadPath(thread)}?brouillon=${draftKey}#ecrire`}>
        {t("drafts.resume")}
      </a>
      <Form method="post" action={`${threadPath(thread)}/brouillon`}>
        <input type="hidden" name="key" value={draftKey} />
        <SubmitButton kind="quiet" small icon={Trash2}>
          {t("drafts.discard")}
        </SubmitButton>
      </Form>
    </div>
  );
}
