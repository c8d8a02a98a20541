import { createContext, useContext } from "react";
import { useMessages } from "../messages";
import { type CustomField, type FieldKey, fieldKey, valueLabel } from "./custom-fields";

const Fields = createContext<readonly CustomField[]>([]);

/** Gives the fields of the secretariat to the lists of changes, columns and values below. */
export const FieldsProvider = Fields.Provider;

/** The name of a field of the secretariat. */
export function useCustomLabel(): (key: FieldKey) => string {
  const fields = useContext(Fields);
  return (key) => fields.find(({ id }) => fieldKey(id) === key)?.label ?? "";
}

/** A canonical value in words. */
export function useCustomValue(): (key: FieldKey, value: string) => string {
  const fields = useContext(Fields);
  const written = useValueWords();
  return (key, value) => {
    const field = fields.find(({ id }) => fieldKey(id) === key);
    return field ? written(field.kind, valueLabel(field, value)) : value;
  };
}

/** Yes and no in the reader's language; other values are words already. */
export function useValueWords(): (kind: CustomField["kind"], value: string) => string {
  const t = useMessages();
  return (kind, value) =>
    kind === "boolean" && value ? t(value === "yes" ? "custom.yes" : "custom.no") : value;
}
