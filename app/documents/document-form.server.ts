import { z } from "zod";
import { lineField } from "../http/form-fields.server";
import { maxTitleLength } from "./documents";

const titleField = lineField({ min: 1, max: maxTitleLength });

/** The form that begins a text. */
export const newDocumentSchema = z.object({
  title: titleField,
  themes: z.array(z.uuid()).max(50).default([]),
  /** The network's own unless said otherwise. */
  space: z.uuid().optional(),
  /** For which organisation; one of the author's own. */
  organisation: z.uuid().optional(),
  /** Made on the server with the form: sending twice begins one text. */
  key: z.string().regex(/^[\w-]{16,64}$/),
});
export type NewDocument = z.infer<typeof newDocumentSchema>;

export const renamedSchema = z.object({ title: titleField });
