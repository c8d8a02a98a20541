import { SubmitButton } from "../ui/button";
import { CheckboxField } from "../ui/choices";
import { Form } from "../ui/form";
import { Plus, Save } from "../ui/icons";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import { type DialoguePage, maxLengths, states } from "./dialogues";
import { useMessages } from "./messages";

interface CommitmentFormProps {
  authorities: readonly { id: string; name: string }[];
  formKey: string;
}

/** A promise needs who made it, and a date or « sans date ». */
export function CommitmentForm({ authorities, formKey }: CommitmentFormProps) {
  const t = useMessages();
  return (
    <details className="disclosure">
      <summary>{t("page.addCommitment")}</summary>
      <Form method="post" className="form" key={`commitment ${formKey}`} preventScrollReset>
        <input type="hidden" name="what" value="commitment" />
        <input type="hidden" name="key" value={formKey} />
        <TextArea
          name="text"
          label={t("page.commitmentText")}
          rows={2}
          maxLength={maxLengths.text}
          required
        />
        <SelectField
          name="authority"
          label={t("page.commitmentBy")}
          placeholder={t("page.choose")}
          options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
          required
        />
        <TextField
          name="due"
          label={t("page.commitmentDue")}
          hint={t("page.dueHint")}
          maxLength={maxLengths.due}
          optional
        />
        <CheckboxField name="undated" label={t("page.undated")} />
        <TextField type="number" min={1} name="number" label={t("page.commitmentNumber")} optional />
        <SubmitButton kind="plain" icon={Plus}>
          {t("page.save")}
        </SubmitButton>
      </Form>
    </details>
  );
}

/** The state of a dialogue, and another date for it. */
export function StateForms({ dialogue }: { dialogue: DialoguePage }) {
  const t = useMessages();
  return (
    <details className="disclosure">
      <summary>{t("page.changeState")}</summary>
      <Form method="post" className="form" key={dialogue.state} preventScrollReset>
        <input type="hidden" name="what" value="state" />
        <SelectField
          name="state"
          label={t("page.stateLabel")}
          defaultValue={dialogue.state}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <SubmitButton kind="plain" icon={Save}>
          {t("page.save")}
        </SubmitButton>
      </Form>
      <Form method="post" className="form" key={dialogue.startsOn} preventScrollReset>
        <input type="hidden" name="what" value="date" />
        <TextField
          type="date"
          name="startsOn"
          label={t("page.newDate")}
          defaultValue={dialogue.startsOn}
          required
        />
        <TextField
          type="date"
          name="endsOn"
          label={t("page.newEnd")}
          defaultValue={dialogue.endsOn ?? ""}
          optional
        />
        <SubmitButton kind="plain" icon={Save}>
          {t("page.postpone")}
        </SubmitButton>
      </Form>
    </details>
  );
}
