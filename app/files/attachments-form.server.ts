import { z } from "zod";
import { attachables, maxAttachments } from "./attachments";

const asList = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** The files of a form that attaches some: hidden fields of the same name. */
export const attachField = z.preprocess(asList, z.array(z.uuid()).max(maxAttachments)).optional();

/** What the page of attachments does. */
export const attachmentActionSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("attach"), file: z.uuid() }),
  z.object({ what: z.literal("detach"), file: z.uuid() }),
]);

/** "post:" with an id, as an upload announces what its file is attached to. */
export const attachToField = z
  .string()
  .regex(new RegExp(`^(${Object.values(attachables).join("|")}):[0-9a-f-]{36}$`));
