import { z } from "zod";
import { lineField } from "../http/form-fields.server";
import { maxTitleLength } from "./documents";
import { statusActions } from "./status";

const titleField = lineField({ min: 1, max: maxTitleLength });

/** The form of a new document. */
export const newDocumentSchema = z.object({
  title: titleField,
  themes: z.array(z.uuid()).max(50).default([]),
  /** Default: the network's own space. */
  space: z.uuid().optional(),
  /** One of the author's own organisations. */
  organisation: z.uuid().optional(),
  /** Idempotency key, generated with the form: sending it twice creates one document. */
  key: z.string().regex(/^[\w-]{16,64}$/),
});
export type NewDocument = z.infer<typeof newDocumentSchema>;

export const renamedSchema = z.object({ title: titleField });

export const statusSchema = z.object({ action: z.enum(statusActions) });
