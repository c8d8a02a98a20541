import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { FolderInput } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { useMessages } from "./messages";

interface FileMoveProps {
  targets: readonly { id: string; name: string }[];
  /** The chosen space has no room for it. */
  full: boolean;
}

/** Moves a file to another space: its readers are then those of that space. */
export function FileMove({ targets, full }: FileMoveProps) {
  const t = useMessages();
  return (
    <Form method="post" className="form">
      <input type="hidden" name="what" value="move" />
      <SelectField
        name="to"
        label={t("file.moveTo")}
        hint={t("file.moveHint")}
        placeholder={t("file.chooseSpace")}
        options={targets.map(({ id, name }) => ({ value: id, label: name }))}
        errors={full ? [t("file.targetFull")] : undefined}
        required
      />
      <SubmitButton kind="plain" icon={FolderInput}>
        {t("file.move")}
      </SubmitButton>
    </Form>
  );
}
