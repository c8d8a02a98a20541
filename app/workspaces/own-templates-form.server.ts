import { z } from "zod";
import { cleanLine, lineBreaks } from "../http/fields";
import { lineField } from "../http/form-fields.server";
import { maxTitles } from "./own-templates";

const maxTitleLength = 120;

/** Splits lines of text into titles; empty lines are skipped. */
const titles = (most: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(lineBreaks).map(cleanLine).filter(Boolean) : value),
    z
      .array(z.string().max(maxTitleLength, "templates.longTitle"), { error: "field.required" })
      .max(most, "templates.tooMany"),
  );

export const templateActSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("keep"),
    template: z.uuid(),
    name: lineField({ min: 3, max: 80 }),
    /** Version the form was loaded with; 0 for a new template. */
    version: z.coerce.number().int().min(0).max(2_000_000_000),
    tasks: titles(maxTitles.tasks),
    threads: titles(maxTitles.threads),
    documents: titles(maxTitles.documents),
  }),
  z.object({ what: z.literal("forget"), template: z.uuid() }),
]);
export type KeptTemplate = Extract<z.infer<typeof templateActSchema>, { what: "keep" }>;
