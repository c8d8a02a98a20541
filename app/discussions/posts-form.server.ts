import { z } from "zod";
import { attachField } from "../files/attachments-form.server";
import { lineField } from "../http/form-fields.server";
import { bodyField, draftFields, keyField } from "../writing/writing-form.server";
import { reactionKinds } from "./posts";
import { maxTitleLength } from "./threads";

const firstPostSchema = z.object({
  key: keyField,
  body: bodyField,
  organisation: z.uuid().optional(),
  attach: attachField,
});
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
