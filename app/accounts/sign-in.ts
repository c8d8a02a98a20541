import { z } from "zod";
import { longestCarried } from "../http/carried-form";
import { emailField } from "../http/fields";

/** The sign-in form. The password is taken as typed: never trimmed, at most what we would ever accept. */
export const signInSchema = z.object({
  email: emailField,
  password: z.string({ error: "field.required" }).max(128, "signIn.wrong"),
  /** The form that brought the person here, packed. */
  carried: z.string().max(longestCarried).optional(),
});

export type SignIn = z.infer<typeof signInSchema>;

/** Twelve characters or more, up to 128, anything in them (ASVS 6.2.1, 6.2.5, 6.2.9). */
export const newPasswordField = z
  .string({ error: "field.required" })
  .min(12, "field.passwordShort")
  .max(128, "field.tooLong");
