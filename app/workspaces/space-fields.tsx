import { RadioGroup } from "../ui/choices";
import { SelectField, TextArea, TextField } from "../ui/inputs";
import { useMessages } from "./messages";
import { confidentialities, maxDescriptionLength, maxNameLength, visibilities } from "./spaces";

interface Given {
  name?: string;
  description?: string;
  visibility: string;
  confidentiality: string;
  theme?: string;
}

interface SpaceFieldsProps {
  given: Given;
  themes: readonly { id: string; name: string }[];
  /** Rejected values and their errors. */
  shown?: { name: string; description: string; errors: { name: string[]; description: string[] } };
  /** The network's own space: always visible to the network. */
  visibleAnyway?: boolean;
}

/** Form fields of a space: name, description, visibility, confidentiality. */
export function SpaceFields({ given, themes, shown, visibleAnyway }: SpaceFieldsProps) {
  const t = useMessages();
  const words = (errors: readonly string[] | undefined, most: number) =>
    errors?.map((error) => t(error === "field.tooLong" ? "fields.tooLong" : "fields.required", { most }));
  return (
    <>
      <TextField
        name="name"
        label={t("fields.name")}
        hint={t("fields.nameHint")}
        defaultValue={shown?.name ?? given.name}
        errors={words(shown?.errors.name, maxNameLength)}
        maxLength={maxNameLength}
        required
      />
      <TextArea
        name="description"
        label={t("fields.description")}
        hint={t("fields.descriptionHint")}
        rows={5}
        defaultValue={shown?.description ?? given.description}
        errors={words(shown?.errors.description, maxDescriptionLength)}
        optional
      />
      <SelectField
        name="theme"
        label={t("fields.theme")}
        placeholder={t("fields.noTheme")}
        defaultValue={given.theme}
        options={themes.map(({ id, name }) => ({ value: id, label: name }))}
        optional
      />
      {visibleAnyway ? (
        <input type="hidden" name="visibility" value="network" />
      ) : (
        <RadioGroup
          name="visibility"
          label={t("fields.visibility")}
          defaultValue={given.visibility}
          required
          choices={visibilities.map((value) => ({
            value,
            label: t(`sign.visibility.${value}`),
            hint: t(`fields.visibility.${value}`),
          }))}
        />
      )}
      <RadioGroup
        name="confidentiality"
        label={t("fields.confidentiality")}
        defaultValue={given.confidentiality}
        required
        choices={confidentialities.map((value) => ({
          value,
          label: t(`sign.${value}`),
          hint: t(`fields.confidentiality.${value}`),
        }))}
      />
    </>
  );
}
