import { z } from "zod";
import { textField } from "../../http/form-fields.server";
import { bodyField, keyField } from "../../writing/writing-form.server";
import { maxQuotationLength } from "./anchors-limits";

const comment = { body: bodyField, key: keyField, organisation: z.uuid().optional() };
const offset = z.coerce.number().int().min(0).max(10_000_000).optional();
const thread = { thread: z.uuid() };

/** What is done to the comments of a document. */
export const commentSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("comment"),
    quotation: textField({ min: 1, max: maxQuotationLength }),
    /** Where the passage was selected: tells equal passages apart. */
    block: offset,
    from: offset,
    ...comment,
  }),
  z.object({ what: z.literal("reply"), ...thread, ...comment }),
  z.object({ what: z.literal("resolve"), ...thread }),
  z.object({ what: z.literal("reopen"), ...thread }),
  z.object({ what: z.literal("delete"), comment: z.uuid() }),
]);
type CommentForm = z.infer<typeof commentSchema>;
export type NewCommentThread = Extract<CommentForm, { what: "comment" }>;
export type NewReply = Extract<CommentForm, { what: "reply" }>;
