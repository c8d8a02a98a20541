import { type ReactNode, useRef } from "react";
import { AttachField } from "../files/attach-field";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Send } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { maxBodyLength } from "../writing/body";
import { useMessages as useWritingMessages } from "../writing/messages";
import { RefusalNotice, RefusedWords } from "../writing/refusal-notice";
import type { BodyRefusal } from "../writing/refusals";
import { UnansweredNotice } from "../writing/unanswered-notice";
import { VoiceField } from "../writing/voice-field";
import { WritingHelp } from "../writing/writing-help";
import { useMessages } from "./messages";
import { maxTitleLength, type ThreadForm } from "./threads";
import { useThreadDraft } from "./use-thread-draft";

/** A submission that was refused, or had no answer. */
interface RefusedThread {
  title: string | null;
  body: string;
  refusal: BodyRefusal | null;
  errors?: { title: string[]; body: string[] };
}

const isForm = (shown: object): shown is RefusedThread => "body" in shown;

interface NewThreadFormProps {
  form: ThreadForm;
  /** The id of the space or the theme it is created in. */
  place: string;
  shown: object | undefined;
  /** Fields of the space or theme it is created in. */
  children?: ReactNode;
}

/** The form of a new thread, for spaces and themes. */
export function NewThreadForm({ form, place, shown, children }: NewThreadFormProps) {
  const t = useMessages();
  const writing = useWritingMessages();
  const refused = shown && isForm(shown) ? shown : null;
  const keyField = useRef<HTMLInputElement>(null);
  const draft = useThreadDraft(form, place, refused !== null, keyField);
  const refusal = form.refusal ?? refused?.refusal;
  if (form.refusal)
    return (
      <>
        <RefusalNotice refusal={form.refusal} />
        {refused && <RefusedWords title={refused.title} body={refused.body} />}
      </>
    );
  const words = (errors: readonly string[] | undefined, most: number) =>
    errors?.map((error) => t(error === "field.tooLong" ? "new.tooLong" : "new.required", { most }));
  return (
    <>
      {shown && "unanswered" in shown && <UnansweredNotice />}
      {refusal && <RefusalNotice refusal={refusal} />}
      <Form method="post" className="form" onInput={draft.written}>
        <input ref={keyField} type="hidden" name="key" value={draft.key} />
        <TextField
          name="title"
          label={t("new.titleField")}
          hint={t("new.titleHint")}
          defaultValue={refused?.title ?? ""}
          errors={words(refused?.errors?.title, maxTitleLength)}
          required
        />
        <TextArea
          name="body"
          label={t("new.body")}
          rows={8}
          defaultValue={refused?.body ?? ""}
          errors={words(refused?.errors?.body, maxBodyLength)}
          required
        />
        <AttachField space={form.space.id} />
        <WritingHelp />
        {children}
        <VoiceField voices={form.voices} />
        <div className="line">
          <SubmitButton icon={Send}>{t("new.submit")}</SubmitButton>
          {draft.kept && (
            <span className="meta">
              {writing(draft.kept === "device" ? "composer.kept.device.here" : "composer.kept.nowhere")}
            </span>
          )}
        </div>
      </Form>
    </>
  );
}
