import { z } from "zod";
import { lineField, textField } from "../http/form-fields.server";
import {
  fileLanguages,
  maxDescriptionLength,
  maxFolderNameLength,
  maxNameLength,
  maxTagLength,
  maxTags,
} from "./files";
import { shareSchema } from "./library-form.server";

/** Tags as people type them: separated by commas. */
const tagsField = z.preprocess(
  (value) =>
    typeof value === "string"
      ? [...new Set(value.split(/[,;\n]/).map((tag) => tag.trim().replace(/^#/, "")))].filter(
          (tag) => tag !== "",
        )
      : [],
  z.array(lineField({ max: maxTagLength })).max(maxTags, "field.tooMany"),
);

const fields = {
  name: lineField({ min: 1, max: maxNameLength }),
  description: textField({ max: maxDescriptionLength }).default(""),
  tags: tagsField,
  language: z.enum(fileLanguages).optional(),
  year: z.coerce.number().int().min(1900).max(2199).optional(),
  folder: z.uuid().optional(),
};

export const fileActionSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("change"), ...fields }),
  z.object({ what: z.literal("move"), to: z.uuid() }),
  z.object({ what: z.literal("restore") }),
  shareSchema,
]);

const change = z.object(fields);
export type FileChange = z.infer<typeof change>;

export const folderActionSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("folder"),
    name: lineField({ min: 1, max: maxFolderNameLength }),
    parent: z.uuid().optional(),
    key: z.uuid(),
  }),
  z.object({ what: z.literal("removeFolder"), folder: z.uuid() }),
]);
export type FolderAction = z.infer<typeof folderActionSchema>;
