import { z } from "zod";
import { newPasswordField } from "../accounts/sign-in";
import { emailField, lineField } from "../http/fields";
import type { NetworkRole, OrganisationRole } from "../http/viewer";

/** What whoever holds its code sees of an invitation. */
export interface OpenInvitation {
  /** Whom it is for; null for a code on paper, whose bearer says it. */
  email: string | null;
  name: string | null;
  organisation: string | null;
  role: OrganisationRole | null;
  networkRole: NetworkRole | null;
  /** The space that a guest is let into. */
  space: string | null;
}

export const codeField = z.string({ error: "field.required" }).max(60, "field.wrong");

/** The form that accepts an invitation with a new account. */
export const acceptanceSchema = z.object({
  code: codeField,
  name: lineField({ min: 1, max: 120 }),
  /** Only asked where the invitation does not say it. */
  email: z.preprocess((value) => (value === "" ? undefined : value), emailField.optional()),
  password: newPasswordField,
});
export type Acceptance = z.infer<typeof acceptanceSchema> & { locale?: string };
