import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { useState } from "react";
import { PasswordField } from "../ui/inputs";
import { useFieldErrors } from "./field-errors";
import { useMessages } from "./messages";
import { isPattern, maxPasswordLength, minPasswordLength } from "./passwords";

/**
 * The field for a new password, with its rules. With JavaScript it also rates the password while it is typed; only the
 * server checks the list of common ones.
 */
export function NewPasswordField({ field }: { field: FieldMetadata<string> }) {
  const t = useMessages();
  const errorsOf = useFieldErrors();
  const [strength, setStrength] = useState<"none" | "short" | "weak" | "fair" | "good">("none");
  return (
    <div>
      <PasswordField
        label={t("newPassword.field")}
        hint={t("newPassword.hint")}
        errors={errorsOf(field.errors)}
        {...getInputProps(field, { type: "password" })}
        key={field.key}
        autoComplete="new-password"
        minLength={minPasswordLength}
        maxLength={maxPasswordLength}
        required
        onChange={({ currentTarget }) => setStrength(strengthOf(currentTarget.value))}
      />
      <p className="meta" role="status">
        {strength !== "none" && t(`newPassword.strength.${strength}`)}
      </p>
    </div>
  );
}

function strengthOf(password: string) {
  const { length } = [...password];
  if (length === 0) return "none";
  if (length < minPasswordLength) return "short";
  if (isPattern(password)) return "weak";
  return length >= 18 ? "good" : "fair";
}
