import { SelectField, TextField } from "../../ui/inputs";
import { useMessages } from "../messages";
import { type CustomField, maxTextLength } from "./custom-fields";

interface CustomFieldInputProps {
  id: string;
  name: string;
  field: CustomField;
  /** Canonical, or as typed. */
  value: string;
  errors?: string[];
}

/** The control for a field of the secretariat, by its kind. */
export function CustomFieldInput({ id, name, field, value, errors }: CustomFieldInputProps) {
  const t = useMessages();
  const { kind, label, options, min, max } = field;
  const words = { id, name, label, errors, defaultValue: value };
  const hint = field.hint || (kind === "number" ? boundsHint(field, t) : undefined);
  if (kind === "boolean" || kind === "choice") {
    const offered =
      kind === "boolean"
        ? [
            { value: "yes", label: t("custom.yes") },
            { value: "no", label: t("custom.no") },
          ]
        : options.filter((option) => !option.retired || option.value === value);
    return <SelectField {...words} hint={hint} placeholder={t("custom.unset")} options={offered} />;
  }
  if (kind === "number") {
    return (
      <TextField
        {...words}
        hint={hint}
        type="number"
        step="any"
        min={min ?? undefined}
        max={max ?? undefined}
        inputMode="decimal"
      />
    );
  }
  if (kind === "date") return <TextField {...words} hint={hint} type="date" />;
  return <TextField {...words} hint={hint} maxLength={maxTextLength} />;
}

function boundsHint({ min, max }: CustomField, t: ReturnType<typeof useMessages>): string | undefined {
  if (min !== null && max !== null) return t("custom.between", { min, max });
  if (min !== null) return t("custom.atLeast", { min });
  return max !== null ? t("custom.atMost", { max }) : undefined;
}
