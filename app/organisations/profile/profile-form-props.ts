import type { SeenField, Visibility } from "../field-visibility";
import { useMessages } from "../messages";
import type { Labels } from "../reference-labels.server";
import type { ProfileValues } from "./profile-form";

/** What every part of the profile form needs. */
export interface ProfileFieldsProps {
  /** Initial values. */
  values: ProfileValues;
  labels: Labels;
  /** Visible fields: those the writer may see. */
  sees: readonly SeenField[];
  errors: Record<string, string[] | undefined>;
  /** Only for editors, who also choose the visibility of each field. */
  visibility: Visibility | null;
  /** The secretariat also sets the parent organisation. */
  manages: boolean;
}

/** The errors of a field, in words. */
export function useErrors(errors: ProfileFieldsProps["errors"]) {
  const t = useMessages();
  return (field: string) => errors[field]?.map((key) => t(errorKey(key)));
}

const known = [
  ...["required", "tooLong", "lineTooLong", "tooManyLines", "url", "email", "year", "unknownName"],
  ...["custom.choice", "custom.number", "custom.range", "custom.date", "custom.boolean", "custom.tooLong"],
];

/** Message key for a schema error; unnamed errors get a generic message. */
export function errorKey(key: string) {
  const name = key.replace("field.", "");
  return `wrong.${known.includes(name) ? name : "other"}` as "wrong.other";
}
