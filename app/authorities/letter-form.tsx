import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Plus } from "../ui/icons";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import type { Office } from "./authorities";
import { correspondenceKinds, maxLengths } from "./correspondence";
import { useMessages } from "./messages";

interface LetterFormProps {
  formKey: string;
  offices: readonly Office[];
  today: string;
  /** The number of the recommendation it is about. */
  number?: number;
}

/** The form of a letter, a meeting or an answer. */
export function LetterForm({ formKey, offices, today, number }: LetterFormProps) {
  const t = useMessages();
  return (
    <Form method="post" className="form" key={formKey} preventScrollReset>
      <input type="hidden" name="what" value="letter" />
      <input type="hidden" name="key" value={formKey} />
      <SelectField
        name="kind"
        label={t("sheet.kindLabel")}
        options={correspondenceKinds.map((kind) => ({ value: kind, label: t(`sheet.kind.${kind}`) }))}
      />
      {offices.length > 0 && (
        <SelectField
          name="office"
          label={t("sheet.office")}
          placeholder={t("sheet.noOffice")}
          options={offices.map(({ id, title }) => ({ value: id, label: title }))}
          optional
        />
      )}
      <TextField name="subject" label={t("sheet.subject")} maxLength={maxLengths.subject} required />
      <TextField type="date" name="sentOn" label={t("sheet.sentOn")} defaultValue={today} required />
      <TextField
        type="date"
        name="receivedOn"
        label={t("sheet.receivedOn")}
        hint={t("sheet.receivedHint")}
        optional
      />
      <TextField
        name="proof"
        label={t("sheet.proof")}
        hint={t("sheet.proofHint")}
        maxLength={maxLengths.proof}
        optional
      />
      <TextField
        type="number"
        min={1}
        name="number"
        label={t("sheet.number")}
        defaultValue={number}
        optional
      />
      <TextArea name="note" label={t("sheet.note")} rows={2} maxLength={maxLengths.note} optional />
      <SubmitButton icon={Plus}>{t("sheet.addLetter")}</SubmitButton>
    </Form>
  );
}
