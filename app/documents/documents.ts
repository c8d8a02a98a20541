import { z } from "zod";
import { textField } from "../http/fields";
import type { TextNode } from "./text-nodes";

/** A text in a list. */
export interface DocumentCard {
  id: string;
  slug: string;
  title: string;
  changedAt: Date;
  /** The organisations whose people have written in it. */
  organisations: string[];
  /** The first words. */
  excerpt: string;
}

/** A text to be read. */
export interface DocumentPage extends Omit<DocumentCard, "excerpt"> {
  createdAt: Date;
  access: "write" | "read";
  content: TextNode | null;
  themes: { id: string; slug: string; name: string }[];
}

/** The form that begins a text. */
export const newDocumentSchema = z.object({
  title: textField({ min: 1, max: 160 }),
  /** For which organisation; one of the author's own. */
  organisation: z.uuid().optional(),
  idempotencyKey: z.uuid(),
});
export type NewDocument = z.infer<typeof newDocumentSchema>;
