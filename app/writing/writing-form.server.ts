import { z } from "zod";
import { isBlank } from "../http/blank";
import { textField } from "../http/form-fields.server";
import { maxBodyLength } from "./body";

/** Idempotency key, generated with the form, or by the page for the next contribution: sending it twice writes once. */
export const keyField = z.string().regex(/^[\w-]{16,64}$/);

const withoutReturns = (value: unknown) =>
  typeof value === "string" ? value.replace(/\r\n?/g, "\n") : value;

/** The marks of quotations, lists and emphasis, and the addresses of links: alone they show nothing. */
const withoutMarks = (text: string) => text.replace(/\]\([^)\n]{0,2000}\)/g, "").replace(/[>[\]*\\-]/g, "");

/** Requires visible characters: a text of marks and invisible ones counts as empty. */
export const bodyField = z.preprocess(
  withoutReturns,
  textField({ max: maxBodyLength }).refine((text) => !isBlank(withoutMarks(text)), {
    error: "field.required",
  }),
);

/** The draft that the form began with, and its time: the form replaces it unless another tab has changed it since. */
export const draftFields = { draft: keyField.optional(), draftAt: z.iso.datetime().optional() };

/** A draft may be longer than a post or a comment, to be shortened later. */
export const draftSchema = z.object({
  body: z.preprocess(withoutReturns, z.string().max(5 * maxBodyLength)).default(""),
  key: keyField.optional(),
  ...draftFields,
});
export type Draft = z.infer<typeof draftSchema>;
