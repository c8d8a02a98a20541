import { isFieldKey } from "../custom-fields/custom-fields";
import { useCustomLabel, useCustomValue } from "../custom-fields/fields-context";
import { useMessages } from "../messages";
import { useVocabulary } from "../use-vocabulary";
import type { Contact } from "./profile";
import type { EditedField } from "./profile-form";

/** A profile value in words, for its history and proposals. */
export function useLabelled(): (field: EditedField, value: unknown) => string {
  const t = useMessages();
  const { groupLabel, languageLabel } = useVocabulary();
  const customLabel = useCustomLabel();
  const customValue = useCustomValue();
  const labelOf = (field: EditedField) => (value: unknown) => {
    const text = String(value);
    if (field === "groups") return groupLabel(text);
    return field === "languages" ? languageLabel(text) : text;
  };
  return (field, value) => {
    if (isFieldKey(field)) return customValue(field, String(value ?? ""));
    if (typeof value === "boolean") return t(value ? "history.yes" : "history.no");
    if (field === "contacts")
      return (value as Contact[]).map((one) => Object.values(one).filter(Boolean).join(", ")).join(" ; ");
    if (Array.isArray(value)) return value.map(labelOf(field)).join(", ");
    if (typeof value === "object" && value !== null) {
      return Object.entries(value as Record<string, string>)
        .map(
          ([each, level]) =>
            `${isFieldKey(each) ? customLabel(each) : t(`field.${each}` as "field.name")} : ${t(`level.${level}` as "level.public")}`,
        )
        .join(", ");
    }
    return typeof value === "string" ? value : "";
  };
}
