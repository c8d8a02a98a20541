import { z } from "zod";
import { lineField } from "../http/form-fields.server";
import { accents } from "./network";

/** The network's fields in the set-up form. */
export const networkSchema = z.object({
  networkName: lineField({ min: 1, max: 120 }),
  acronym: lineField({ min: 1, max: 20 }),
  language: z.enum(["fr", "en"], { error: "field.required" }),
  accent: z.enum(accents, { error: "field.required" }),
});
