import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Save } from "../ui/icons";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import { fileLanguages, maxDescriptionLength, maxNameLength, maxTags } from "./files";
import type { FilePage } from "./files.server";
import { useMessages } from "./messages";

interface FileFieldsProps {
  file: FilePage;
  folders: readonly { id: string; name: string }[];
  wrong: Record<string, string[] | null>;
}

/** Name, description and place of a file. */
export function FileFields({ file, folders, wrong }: FileFieldsProps) {
  const t = useMessages();
  const has = (field: string) => (wrong[field]?.length ?? 0) > 0;
  return (
    <Form method="post" className="form" key={file.changedAt}>
      <input type="hidden" name="what" value="change" />
      <TextField
        name="name"
        label={t("file.name")}
        defaultValue={file.name}
        errors={has("name") ? [t("file.nameRequired")] : undefined}
        maxLength={maxNameLength}
        required
      />
      <TextArea
        name="description"
        label={t("file.description")}
        hint={t("file.descriptionHint")}
        defaultValue={file.description}
        errors={has("description") ? [t("file.tooLong", { max: maxDescriptionLength })] : undefined}
        optional
      />
      <TextField
        name="tags"
        label={t("file.tags")}
        hint={t("file.tagsHint", { max: maxTags })}
        defaultValue={file.tags.join(", ")}
        errors={has("tags") ? [t("file.tagsWrong", { max: maxTags })] : undefined}
        optional
      />
      <SelectField
        name="language"
        label={t("file.language")}
        placeholder={t("file.unknown")}
        options={fileLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
        defaultValue={file.language ?? ""}
        optional
      />
      <TextField
        name="year"
        label={t("file.year")}
        inputMode="numeric"
        defaultValue={file.year ?? ""}
        errors={has("year") ? [t("file.yearWrong")] : undefined}
        maxLength={4}
        optional
      />
      {folders.length > 0 && (
        <SelectField
          name="folder"
          label={t("file.folder")}
          placeholder={t("file.noFolder")}
          options={folders.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={file.folder?.id ?? ""}
          optional
        />
      )}
      <SubmitButton icon={Save}>{t("file.save")}</SubmitButton>
    </Form>
  );
}
