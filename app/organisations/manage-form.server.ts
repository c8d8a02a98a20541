import { z } from "zod";
import { lineField } from "../http/form-fields.server";

const optional = (max: number) =>
  lineField({ max })
    .optional()
    .transform((value) => value ?? "");

/** Actions of the secretariat's directory page. */
export const manageSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("open"), open: z.enum(["yes", "no"]) }),
  z.object({
    what: z.literal("type"),
    slug: optional(80),
    fr: lineField({ min: 1, max: 80 }),
    en: optional(80),
  }),
  z.object({
    what: z.literal("add"),
    name: lineField({ min: 2, max: 200 }),
    acronym: optional(40),
    type: z.string().min(1).max(80),
    relation: z.enum(["partner", "institution", "contact"]),
    parent: optional(200),
  }),
]);

/** Actions on a pending import. Columns, lines and words are sent as `column.3`, `line.12`, `word.1f…`. */
export const importActSchema = z.object({
  what: z.enum(["choose", "write", "forget", "undo"]),
  leaveWrong: z.string().max(3).optional(),
  dropAll: z.string().max(3).optional(),
  sheet: z.coerce.number().int().min(0).max(100).optional(),
  header: z.coerce.number().int().min(0).max(2_000_000).optional(),
});

export const mergeSchema = z.object({ keep: z.uuid(), other: z.uuid() });

/** Marks two records as different organisations. */
export const dismissSchema = z.object({ what: z.literal("dismiss"), one: z.uuid(), other: z.uuid() });
