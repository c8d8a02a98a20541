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
