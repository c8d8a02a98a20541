import { z } from "zod";
import { maxCarriedLength } from "../http/carried-form";
import { emailField } from "../http/form-fields.server";
import { isKnownPassword, isPattern, maxPasswordLength, minPasswordLength } from "./passwords";
import { readJson } from "./sign-in";

/** The packed form that was interrupted by the sign-in. */
const carried = z.string().max(maxCarriedLength).optional();

/** The sign-in form. The password is never trimmed; its length is limited to the maximum for new passwords. */
export const signInSchema = z.object({
  email: emailField,
  password: z.string({ error: "field.required" }).max(maxPasswordLength, "signIn.wrong"),
  carried,
});

export type SignIn = z.infer<typeof signInSchema>;

/** The second step: the token of the first step, and a code. */
export const codeSchema = z.object({
  step: z.string().max(100),
  code: z.string({ error: "field.required" }).max(60, "field.tooLong"),
  carried,
});

/** The passkey's answer as the browser gave it (JSON), and the token of its challenge. */
export const passkeySchema = z.object({
  token: z.string().max(100),
  passkey: z.string().max(20_000).transform(readJson),
  carried,
});

export type CodeStep = z.infer<typeof codeSchema>;

/** 12 to 128 characters, any characters, not a known password (ASVS 6.2.1–6.2.12). */
export const newPasswordField = z
  .string({ error: "field.required" })
  .transform((password) => password.normalize("NFC"))
  .pipe(
    z
      .string()
      .min(minPasswordLength, { error: "field.passwordShort", abort: true })
      .max(maxPasswordLength, { error: "field.tooLong", abort: true })
      .refine((password) => !isPattern(password) && !isKnownPassword(password), "field.passwordCommon"),
  );
