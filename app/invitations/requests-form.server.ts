import { z } from "zod";
import { emailField, lineField, textField } from "../http/form-fields.server";

/** The access request form. */
export const requestSchema = z.object({
  name: lineField({ min: 1, max: 120 }),
  email: emailField,
  organisation: lineField({ min: 1, max: 200 }),
  message: textField({ min: 1, max: 2000 }),
});
export type RequestForm = z.infer<typeof requestSchema>;
