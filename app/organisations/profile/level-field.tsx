import type { ReactNode } from "react";
import { VisibilityField } from "../../ui/form-sections";
import { type CustomField, fieldKey } from "../custom-fields/custom-fields";
import {
  choosableCustom,
  choosableLevels,
  type Level as FieldLevel,
  levelOfCustom,
  levelOfField,
  type ProfileField,
} from "../field-visibility";
import { useMessages } from "../messages";
import type { ProfileFieldsProps } from "./profile-form-props";

type Chooser = Pick<ProfileFieldsProps, "visibility"> & { children: ReactNode };

/** A field of the profile with its visibility, for those who may set it. */
export function Level({ field, visibility, children }: Chooser & { field: ProfileField }) {
  const t = useMessages();
  const options = useOptions(choosableLevels(field));
  if (!visibility) return children;
  return (
    <VisibilityField
      name={`visibility.${field}`}
      label={t("edit.level", { field: t(`field.${field}`) })}
      defaultValue={levelOfField(field, visibility)}
      options={options}
    >
      {children}
    </VisibilityField>
  );
}

/** The same for a field of the secretariat: the level may be narrowed. */
export function CustomLevel({ field, visibility, children }: Chooser & { field: CustomField }) {
  const t = useMessages();
  const options = useOptions(choosableCustom(field));
  if (!visibility) return children;
  return (
    <VisibilityField
      name={`visibility.${fieldKey(field.id)}`}
      label={t("edit.level", { field: field.label })}
      defaultValue={levelOfCustom(field, visibility)}
      options={options}
    >
      {children}
    </VisibilityField>
  );
}

function useOptions(levels: readonly FieldLevel[]) {
  const t = useMessages();
  return levels.map((level) => ({ value: level, label: t(`level.${level}`) }));
}
