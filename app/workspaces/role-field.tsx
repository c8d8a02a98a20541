import { SelectField } from "../ui/inputs";
import { useMessages } from "./messages";
import { spaceRoles } from "./spaces";

/** The role of a person in a space. */
export function RoleField({ defaultValue = "member" }: { defaultValue?: string }) {
  const t = useMessages();
  return (
    <SelectField
      name="role"
      label={t("members.role")}
      defaultValue={defaultValue}
      options={spaceRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
    />
  );
}
