import { useNavigation } from "@remix-run/react";
import {
  type FormEvent,
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useState,
} from "react";
import type { LiveState } from "../realtime/socket";
import { Button, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { CircleAlert, CloudOff, Save, Send, X } from "../ui/icons";
import { Notice } from "../ui/notice";
import { maxBodyLength } from "./body";
import type { DraftLocation } from "./draft-saver";
import { FormatBar, formatByKey } from "./format-bar";
import { KeptDrafts } from "./kept-drafts";
import { useMessages } from "./messages";
import { RefusalNotice } from "./refusal-notice";
import type { BodyRefusal } from "./refusals";
import { useClockTime } from "./relative-time";
import { useAutoSend } from "./use-auto-send";
import { useDraft } from "./use-draft";
import { VoiceField } from "./voice-field";
import { type Contribution, draftPath, type KeptDraft, type Writing, type WritingPlace } from "./writing";
import { WritingHelp } from "./writing-help";

/** The result of the last submission, when it created nothing. */
export type Refusal = BodyRefusal | "unanswered";

interface ComposerProps {
  place: WritingPlace;
  title: string;
  writing: Writing;
  /** The viewer's drafts here. */
  drafts: readonly KeptDraft[];
  /** What is shown above the form. */
  posts: readonly Contribution[];
  /** The initial text, when it is not the draft. */
  given: string | null;
  refusal: Refusal | null;
  live: LiveState;
  box: RefObject<HTMLTextAreaElement>;
  onTyping: () => void;
  /** Stands above the text box, in the form: what a reply answers. */
  above?: ReactNode;
  /** Further fields, shown below the text; made anew for each contribution by its key. */
  children?: ReactNode;
}

/**
 * The form to write a post or a comment. It works as a plain form; with scripts, drafts are saved automatically and survive being
 * offline.
 */
export function Composer(props: ComposerProps) {
  const { place, title, writing, drafts, posts, given, refusal, live, box, onTyping, above, children } =
    props;
  const t = useMessages();
  const scripted = useScripted();
  const online = useOnline();
  const sending = useNavigation().formAction?.startsWith(place.path) ?? false;
  const [length, setLength] = useState(0);
  const draft = useDraft({ place, writing, given: given !== null, posts, live, box });
  const [lastVoice] = posts.filter(({ mine }) => mine).slice(-1);
  const reachable = online && live !== "away";
  useAutoSend({ unsent: draft.unsent, reachable: online && live === "connected", sending, box });
  const otherDrafts = drafts.filter(({ key }) => key !== draft.key && key !== draft.begun?.key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at each refusal
  useEffect(() => {
    if (refusal === "unanswered") draft.keepUnsent();
  }, [refusal]);

  function onSubmit(event: FormEvent) {
    if (!navigator.onLine) {
      event.preventDefault();
      draft.keepUnsent();
      return;
    }
    draft.sending();
  }

  function onInput() {
    setLength(box.current?.value.length ?? 0);
    draft.written();
    onTyping();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (formatByKey(event, t("format.words"))) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <section className="write" id="ecrire" aria-labelledby="ecrire-titre">
      <h2 id="ecrire-titre" className="hidden-text">
        {title}
      </h2>
      <Form method="post" action={place.path} onSubmit={onSubmit} className="write-form">
        {refusal && refusal !== "unanswered" && <RefusalNotice refusal={refusal} />}
        {draft.unsent && <UnsentNotice reachable={reachable} onCancel={draft.cancelSending} />}
        <input type="hidden" name="key" value={draft.key} />
        {draft.begun && <input type="hidden" name="draft" value={draft.begun.key} />}
        {draft.begun && <input type="hidden" name="draftAt" value={draft.begun.keptAt} />}
        {above}
        {scripted && <FormatBar box={box} />}
        <label htmlFor="message" className="hidden-text">
          {t("composer.label")}
        </label>
        <textarea
          ref={box}
          id="message"
          name="body"
          rows={4}
          dir="auto"
          required
          placeholder={t("composer.placeholder")}
          defaultValue={given ?? writing.draft?.body ?? ""}
          aria-invalid={refusal === "required" || refusal === "tooLong" || undefined}
          // What waits to be sent stays as it is; cancelling gives it back.
          readOnly={draft.unsent}
          onInput={onInput}
          onKeyDown={onKeyDown}
        />
        <Fragment key={draft.key}>{children}</Fragment>
        <div className="write-foot">
          <SubmitButton icon={Send} pending={sending} pendingText={t("composer.sending")}>
            {t("composer.submit")}
          </SubmitButton>
          <VoiceField voices={writing.voices} last={lastVoice?.organisation?.address} />
          {scripted ? (
            <Where kept={draft.kept} length={length} reachable={reachable} />
          ) : (
            <button type="submit" className="button quiet small" formAction={draftPath(place)} formNoValidate>
              <Save aria-hidden="true" />
              <span className="button-text">{t("composer.keepDraft")}</span>
            </button>
          )}
        </div>
      </Form>
      <KeptDrafts place={place} drafts={otherDrafts} writes />
      <WritingHelp />
    </section>
  );
}

/** False on the server and in the first render, true once scripts run. */
export function useScripted(): boolean {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted;
}

/** Whether the device has a network connection; the portal may still be unreachable. */
function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}

interface UnsentNoticeProps {
  reachable: boolean;
  onCancel: () => void;
}

function UnsentNotice({ reachable, onCancel }: UnsentNoticeProps) {
  const t = useMessages();
  return (
    <Notice
      tone={reachable ? "info" : "offline"}
      role="status"
      title={t("composer.unsent")}
      actions={
        <Button kind="plain" small icon={X} onClick={onCancel}>
          {t("composer.unsentCancel")}
        </Button>
      }
    >
      {t(reachable ? "composer.unsentOnline" : "composer.unsentOffline")}
    </Notice>
  );
}

/** Shows where the text is stored; read aloud only when there is a problem. */
function Where({ kept, length, reachable }: { kept: DraftLocation; length: number; reachable: boolean }) {
  const t = useMessages();
  const clock = useClockTime();
  const left = maxBodyLength - length;
  const tight = left < 500 && (
    <span className={left < 0 ? "write-over" : undefined}>{t("composer.left", { left })}</span>
  );
  if (kept.where === "none" || kept.where === "busy") return <p className="write-kept meta">{tight}</p>;
  if (kept.where === "server")
    return (
      <p className="write-kept meta">
        {tight} {t("composer.kept.server", { time: clock(kept.at) })}
      </p>
    );
  // The stored reason may be outdated: one line must not say "offline" while another says the connection is there.
  const because = kept.because === "offline" && reachable ? "here" : kept.because;
  const Icon = kept.where === "nowhere" ? CircleAlert : because === "here" ? Save : CloudOff;
  return (
    <p className={`write-kept meta ${kept.where}`} role="status">
      {tight} <Icon aria-hidden="true" />
      {kept.where === "device" ? t(`composer.kept.device.${because}`) : t("composer.kept.nowhere")}
    </p>
  );
}
