import { z } from "zod";
import { dayField, lineField } from "../http/form-fields.server";
import { situationStatuses } from "./situation";

export const situationSchema = z.object({
  status: z.enum(situationStatuses, { error: "field.required" }),
  since: dayField.optional(),
  source: lineField({ max: 300 }).optional(),
});
export type SituationForm = z.infer<typeof situationSchema>;
