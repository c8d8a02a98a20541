import { z } from "zod";
import { emailField, lineField } from "../http/form-fields.server";
import { networkSchema } from "../network/network-form.server";
import { newPasswordField } from "./sign-in-form.server";

/** The set-up form: the network and its first administrator. */
export const setUpSchema = networkSchema.extend({
  key: z.string().max(100),
  name: lineField({ min: 1, max: 120 }),
  email: emailField,
  password: newPasswordField,
});

export type SetUp = z.infer<typeof setUpSchema>;
