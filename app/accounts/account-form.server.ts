import { z } from "zod";
import { lineField } from "../http/form-fields.server";
import { maxPasswordLength } from "./passwords";
import { readJson } from "./sign-in";
import { newPasswordField } from "./sign-in-form.server";

/** The person's own profile fields. */
export const profileSchema = z.object({
  name: lineField({ min: 1, max: 120 }),
  function: lineField({ max: 120 }).optional(),
});
export type Profile = z.infer<typeof profileSchema>;

/** The password, as a new proof of identity. */
export const confirmSchema = z.object({
  password: z.string({ error: "field.required" }).max(maxPasswordLength, "signIn.wrong"),
});
export type Confirm = z.infer<typeof confirmSchema>;

export const newPasswordSchema = z.object({ password: newPasswordField });
export type NewPassword = z.infer<typeof newPasswordSchema>;

/** A TOTP secret as the page proposed it, with a code that proves that the app has it. */
export const totpSchema = z.object({
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  code: lineField({ min: 6, max: 12 }),
});
export type NewTotp = z.infer<typeof totpSchema>;

/** The actions of the second-factor page. */
export const factorActSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("totp") }).extend(totpSchema.shape),
  z.object({ what: z.literal("remove-totp") }),
  z.object({ what: z.literal("remove-passkey"), passkey: z.uuid() }),
  z.object({
    what: z.literal("passkey"),
    name: lineField({ min: 1, max: 60 }),
    token: z.string().max(100),
    passkey: z.string().max(20_000).transform(readJson),
  }),
  z.object({ what: z.literal("codes") }),
]);

/** Ends one session, or all but the current one. */
export const sessionsSchema = z.object({
  session: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
