import { z } from "zod";
import { maxTitleLength } from "../documents/documents";
import { lineField } from "../http/form-fields.server";

export const reportSchema = z.object({
  key: z.uuid(),
  title: lineField({ min: 1, max: maxTitleLength }),
  recommendations: z.array(z.uuid()).max(60).default([]),
});
