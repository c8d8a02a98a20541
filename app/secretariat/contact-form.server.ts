import { z } from "zod";
import { emailField, lineField, textField } from "../http/form-fields.server";
import { maxContactLength } from "./contact";

const message = { key: z.uuid(), body: textField({ min: 1, max: maxContactLength }) };

/** A message of somebody signed in: their name and address are known. */
export const ownContactSchema = z.object(message);

/** A message of a visitor. */
export const visitorContactSchema = z.object({
  ...message,
  name: lineField({ min: 1, max: 120 }),
  email: emailField,
});
export type VisitorContact = z.infer<typeof visitorContactSchema>;
