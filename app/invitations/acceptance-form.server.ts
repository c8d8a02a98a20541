import { z } from "zod";
import { newPasswordField } from "../accounts/sign-in-form.server";
import { emailField, lineField } from "../http/form-fields.server";

export const codeField = z.string({ error: "field.required" }).max(60, "field.wrong");

/** The form that accepts an invitation with a new account. */
export const acceptanceSchema = z.object({
  code: codeField,
  name: lineField({ min: 1, max: 120 }),
  /** Only asked if the invitation has no address. */
  email: z.preprocess((value) => (value === "" ? undefined : value), emailField.optional()),
  password: newPasswordField,
});
export type Acceptance = z.infer<typeof acceptanceSchema> & { locale?: string };
