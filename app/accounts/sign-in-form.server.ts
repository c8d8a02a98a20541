import { z } from "zod";
import { maxCarriedLength } from "../http/carried-form";
import { emailField } from "../http/form-fields.server";
import { isKnownPassword, isPattern, maxPasswordLength, minPasswordLength } from "./passwords";
import { readJson } from "./sign-in";

/** The form that brought the person to the sign-in page, packed. */
const carried = z.string().max(maxCarriedLength).optional();

/** The sign-in form. The password is taken as typed: never trimmed, at most what we would ever accept. */
export const signInSchema = z.object({
  email: emailField,
  password: z.string({ error: "field.required" }).max(maxPasswordLength, "signIn.wrong"),
  carried,
});

export type SignIn = z.infer<typeof signInSchema>;

/** The second step: what names the first one, and a code. */
export const codeSchema = z.object({
  step: z.string().max(100),
  code: z.string({ error: "field.required" }).max(60, "field.tooLong"),
  carried,
});

/** The answer of a passkey, as the browser gave it (JSON), and what it answers. */
export const passkeySchema = z.object({
  token: z.string().max(100),
  passkey: z.string().max(20_000).transform(readJson),
  carried,
});

export type CodeStep = z.infer<typeof codeSchema>;

/** Twelve characters or more, up to 128, anything in them but what everybody tries first (ASVS 6.2.1–6.2.12). */
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
