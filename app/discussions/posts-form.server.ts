import { z } from "zod";
import { attachField } from "../files/attachments-form.server";
import { lineField } from "../http/form-fields.server";
import { bodyField, draftFields, keyField } from "../writing/writing-form.server";
import { reactionKinds } from "./posts";
import { maxTagLength, maxTags, maxThemes, maxTitleLength, readTags } from "./threads";

const firstPostSchema = z.object({
  key: keyField,
  body: bodyField,
  organisation: z.uuid().optional(),
  attach: attachField,
});
export const newPostSchema = firstPostSchema.extend({ ...draftFields, quote: z.uuid().optional() });
export type NewPost = z.infer<typeof newPostSchema>;

/** A reaction is added or removed. */
export const reactionSchema = z.union([
  z.strictObject({ give: z.enum(reactionKinds) }),
  z.strictObject({ withdraw: z.enum(reactionKinds) }),
]);
export type Reacting = z.infer<typeof reactionSchema>;

export const editedPostSchema = z.object({ body: bodyField });

/** Words separated by commas. */
const tagsField = z.preprocess(
  (value) => (typeof value === "string" ? readTags(value) : value),
  z.array(z.string().max(maxTagLength, "field.tooLong")).max(maxTags, "field.tooMany").default([]),
);

/** What a thread is about. */
const aboutFields = {
  title: lineField({ min: 1, max: maxTitleLength }),
  theme: z.array(z.uuid()).max(maxThemes).default([]),
  tags: tagsField,
};

export const newThreadSchema = firstPostSchema.extend(aboutFields);
export type NewThread = Omit<z.infer<typeof newThreadSchema>, "theme" | "tags">;

export const threadChangeSchema = z.object(aboutFields);
export type ThreadChange = z.infer<typeof threadChangeSchema>;

export const closureSchema = z.object({ what: z.enum(["close", "reopen"]) });

export const redactionSchema = z.object({ version: z.uuid() });
