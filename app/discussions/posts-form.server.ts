import { z } from "zod";
import { isBlank } from "../http/blank";
import { lineField, textField } from "../http/form-fields.server";
import { maxBodyLength } from "../writing/body";
import { reactionKinds } from "./posts";
import { maxTitleLength } from "./threads";

/** Idempotency key, generated with the form, or by the page for the next post: sending it twice writes once. */
const keyField = z.string().regex(/^[\w-]{16,64}$/);

const withoutReturns = (value: unknown) =>
  typeof value === "string" ? value.replace(/\r\n?/g, "\n") : value;

/** The marks of quotations, lists and emphasis, and the addresses of links: alone they show nothing. */
const withoutMarks = (text: string) => text.replace(/\]\([^)\n]{0,2000}\)/g, "").replace(/[>[\]*\\-]/g, "");

/** Requires visible characters: a text of marks and invisible ones counts as empty. */
const bodyField = z.preprocess(
  withoutReturns,
  textField({ max: maxBodyLength }).refine((text) => !isBlank(withoutMarks(text)), {
    error: "field.required",
  }),
);

/** The draft that the form began with, and its time: the form replaces it unless another tab has changed it since. */
const draftFields = { draft: keyField.optional(), draftAt: z.iso.datetime().optional() };

const firstPostSchema = z.object({ key: keyField, body: bodyField, organisation: z.uuid().optional() });
export const newPostSchema = firstPostSchema.extend(draftFields);
export type NewPost = z.infer<typeof newPostSchema>;

/** A reaction is added or removed. */
export const reactionSchema = z.union([
  z.strictObject({ give: z.enum(reactionKinds) }),
  z.strictObject({ withdraw: z.enum(reactionKinds) }),
]);
export type Reacting = z.infer<typeof reactionSchema>;

export const editedPostSchema = z.object({ body: bodyField });

export const newThreadSchema = firstPostSchema.extend({ title: lineField({ min: 1, max: maxTitleLength }) });
export const spaceThreadSchema = newThreadSchema.extend({ theme: z.uuid().optional() });
export type NewThread = z.infer<typeof newThreadSchema>;

/** A draft may be longer than a post, to be shortened later. */
export const draftSchema = z.object({
  body: z.preprocess(withoutReturns, z.string().max(5 * maxBodyLength)).default(""),
  key: keyField.optional(),
  ...draftFields,
});
export type Draft = z.infer<typeof draftSchema>;
