import { z } from "zod";
import { cleanLine, lineBreaks, lineField } from "../http/fields";

/** A template that the network has made itself: what a space begins with, by title. */
export interface OwnTemplate {
  id: string;
  name: string;
  tasks: string[];
  threads: string[];
  documents: string[];
  /** Rises with each change. */
  version: number;
}

const longestTitle = 120;

/** A text of several lines as titles, one a line; empty ones are left out. */
const titles = (most: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(lineBreaks).map(cleanLine).filter(Boolean) : value),
    z
      .array(z.string().max(longestTitle, "templates.longTitle"), { error: "field.required" })
      .max(most, "templates.tooMany"),
  );

/** So many of each, at most: a beginning, not a plan. */
export const mostTitles = { tasks: 20, threads: 8, documents: 8 } as const;

export const templateActSchema = z.discriminatedUnion("what", [
  z.object({
    ...{ what: z.literal("keep"), template: z.uuid(), name: lineField({ min: 3, max: 80 }) },
    /** What the form began with; 0 for a new one. */
    version: z.coerce.number().int().min(0).max(2_000_000_000),
    tasks: titles(mostTitles.tasks),
    threads: titles(mostTitles.threads),
    documents: titles(mostTitles.documents),
  }),
  z.object({ what: z.literal("forget"), template: z.uuid() }),
]);
export type KeptTemplate = Extract<z.infer<typeof templateActSchema>, { what: "keep" }>;
