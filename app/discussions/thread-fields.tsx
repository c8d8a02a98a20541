import { CheckboxGroup } from "../ui/choices";
import { TextField } from "../ui/inputs";
import { useMessages } from "./messages";
import { maxTags } from "./threads";

interface ThreadFieldsProps {
  themes: readonly { id: string; name: string }[];
  chosen?: readonly string[];
  tags?: readonly string[];
  /** The tags were refused. */
  tagErrors?: readonly string[];
}

/** The themes and tags of a thread. */
export function ThreadFields({ themes, chosen = [], tags = [], tagErrors }: ThreadFieldsProps) {
  const t = useMessages();
  return (
    <>
      <CheckboxGroup
        name="theme"
        label={t("new.themes")}
        choices={themes.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={chosen}
        inline
        optional
      />
      <TextField
        name="tags"
        label={t("new.tags")}
        hint={t("new.tagsHint", { most: maxTags })}
        defaultValue={tags.join(", ")}
        errors={tagErrors?.length ? [t("new.tagsWrong", { most: maxTags })] : undefined}
        optional
      />
    </>
  );
}
