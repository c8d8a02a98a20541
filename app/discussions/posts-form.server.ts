import { z } from "zod";
import { isBlank } from "../http/blank";
import { lineField, textField } from "../http/form-fields.server";
import { maxBodyLength } from "./body";
import { reactionKinds } from "./posts";
import { maxTitleLength } from "./threads";

/** Made on the server with the form, or by the page for the next post: sending twice writes once. */
const keyField = z.string().regex(/^[\w-]{16,64}$/);

const withoutReturns = (value: unknown) =>
  typeof value === "string" ? value.replace(/\r\n?/g, "\n") : value;

/** Words that show something: a text of invisible characters is empty. */
const visibleField = (max: number) =>
  textField({ max }).refine((text) => !isBlank(text), { error: "field.required" });

const bodyField = z.preprocess(withoutReturns, visibleField(maxBodyLength));

/** The draft that a form began with, as it was then: it is the form's own unless another tab has changed it since. */
const draftFields = { draft: keyField.optional(), draftAt: z.iso.datetime().optional() };

const firstPostSchema = z.object({ key: keyField, body: bodyField, organisation: z.uuid().optional() });
export const newPostSchema = firstPostSchema.extend(draftFields);
export type NewPost = z.infer<typeof newPostSchema>;

/** One word is given, or taken back. */
export const reactionSchema = z.union([
  z.strictObject({ give: z.enum(reactionKinds) }),
  z.strictObject({ withdraw: z.enum(reactionKinds) }),
]);
export type Reacting = z.infer<typeof reactionSchema>;

export const editedPostSchema = z.object({ body: bodyField });

export const newThreadSchema = firstPostSchema.extend({ title: lineField({ min: 1, max: maxTitleLength }) });
export const spaceThreadSchema = newThreadSchema.extend({ theme: z.uuid().optional() });
export type NewThread = z.infer<typeof newThreadSchema>;

/** A draft may be longer than a post: one shortens it later. */
export const draftSchema = z.object({
  body: z.preprocess(withoutReturns, z.string().max(5 * maxBodyLength)).default(""),
  key: keyField.optional(),
  ...draftFields,
});
export type Draft = z.infer<typeof draftSchema>;
