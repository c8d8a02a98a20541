import type { ReactNode } from "react";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Send } from "../ui/icons";
import { TextArea, TextField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { longestBody } from "./body";
import type { VoiceChoice } from "./posts";
import { useTexts } from "./texts";
import { longestTitle } from "./threads";
import { VoiceField } from "./voice-field";
import { WritingHelp } from "./writing-help";

/** What was sent and could not be taken, or never got an answer. */
interface RefusedThread {
  title: string | null;
  body: string;
  errors: { title: string[]; body: string[] };
}

const isForm = (shown: object): shown is RefusedThread => "body" in shown;

interface NewThreadFormProps {
  /** The key of this form: sent twice, it begins one thread. */
  formKey: string;
  voices: readonly VoiceChoice[];
  shown: object | undefined;
  /** Fields of the place it is begun in. */
  children?: ReactNode;
}

/** The form a thread begins with, wherever it begins. */
export function NewThreadForm({ formKey, voices, shown, children }: NewThreadFormProps) {
  const t = useTexts();
  const form = shown && isForm(shown) ? shown : null;
  const words = (errors: readonly string[] | undefined, most: number) =>
    errors?.map((error) => t(error === "field.tooLong" ? "new.tooLong" : "new.required", { most }));
  return (
    <>
      {shown && "unanswered" in shown && (
        <Notice tone="offline" role="alert" title={t("unanswered.title")}>
          {t("unanswered.help")}
        </Notice>
      )}
      <Form method="post" className="form">
        <input type="hidden" name="key" value={formKey} />
        <TextField
          name="title"
          label={t("new.titleField")}
          hint={t("new.titleHint")}
          defaultValue={form?.title ?? ""}
          errors={words(form?.errors.title, longestTitle)}
          required
        />
        <TextArea
          name="body"
          label={t("new.body")}
          rows={8}
          defaultValue={form?.body ?? ""}
          errors={words(form?.errors.body, longestBody)}
          required
        />
        <WritingHelp />
        {children}
        <VoiceField voices={voices} />
        <SubmitButton icon={Send}>{t("new.submit")}</SubmitButton>
      </Form>
    </>
  );
}
