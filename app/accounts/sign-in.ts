import { z } from "zod";
import { longestCarried } from "../http/carried-form";
import { emailField } from "../http/fields";
import { isKnownPassword, isPattern, longestPassword, shortestPassword } from "./passwords";

/** The form that brought the person to the sign-in page, packed. */
const carried = z.string().max(longestCarried).optional();

/** The sign-in form. The password is taken as typed: never trimmed, at most what we would ever accept. */
export const signInSchema = z.object({
  email: emailField,
  password: z.string({ error: "field.required" }).max(longestPassword, "signIn.wrong"),
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

/** Anything at all: the library that verifies it looks at every part. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export type CodeStep = z.infer<typeof codeSchema>;

/** Twelve characters or more, up to 128, anything in them but what everybody tries first (ASVS 6.2.1–6.2.12). */
export const newPasswordField = z
  .string({ error: "field.required" })
  .transform((password) => password.normalize("NFC"))
  .pipe(
    z
      .string()
      .min(shortestPassword, { error: "field.passwordShort", abort: true })
      .max(longestPassword, { error: "field.tooLong", abort: true })
      .refine((password) => !isPattern(password) && !isKnownPassword(password), "field.passwordCommon"),
  );
