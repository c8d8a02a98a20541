import { z } from "zod";
import { lineField } from "../http/form-fields.server";
import { keyField } from "./spaces-form.server";
import { maxTaskLength } from "./tasks";

/** A day as a date field sends it; invalid days are rejected. */
export const dayField = z.iso.date({ error: "field.date" });

export const taskActionSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("add"),
    title: lineField({ min: 1, max: maxTaskLength }),
    assignee: z.uuid().optional(),
    due: dayField.optional(),
    key: keyField,
  }),
  z.object({ what: z.literal("done"), task: z.uuid() }),
  z.object({ what: z.literal("undone"), task: z.uuid() }),
  z.object({
    what: z.literal("change"),
    task: z.uuid(),
    title: lineField({ min: 1, max: maxTaskLength }),
    assignee: z.uuid().optional(),
    due: dayField.optional(),
  }),
  z.object({ what: z.literal("remove"), task: z.uuid() }),
  z.object({ what: z.literal("restore"), task: z.uuid() }),
]);
export type TaskAction = z.infer<typeof taskActionSchema>;
