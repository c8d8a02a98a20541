import { z } from "zod";
import { lineField } from "../http/fields";
import { keyField } from "./spaces";

export const longestTask = 240;

/** A day as a date field sends it; an impossible one is refused. */
export const dayField = z.iso.date({ error: "field.date" });

export const taskActSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("add"),
    title: lineField({ min: 1, max: longestTask }),
    assignee: z.uuid().optional(),
    due: dayField.optional(),
    key: keyField,
  }),
  z.object({ what: z.literal("done"), task: z.uuid() }),
  z.object({ what: z.literal("undone"), task: z.uuid() }),
  z.object({
    what: z.literal("change"),
    task: z.uuid(),
    title: lineField({ min: 1, max: longestTask }),
    assignee: z.uuid().optional(),
    due: dayField.optional(),
  }),
  z.object({ what: z.literal("remove"), task: z.uuid() }),
  z.object({ what: z.literal("restore"), task: z.uuid() }),
]);
export type TaskAct = z.infer<typeof taskActSchema>;

export interface TaskCard {
  id: string;
  title: string;
  /** Who is to do it; null for nobody, or for somebody a guest may not see. */
  assignee: { id: string; name: string; me: boolean } | null;
  /** A day, as "2026-11-24". */
  due: string | null;
  overdue: boolean;
  doneAt: string | null;
  space: { id: string; slug: string; name: string };
}

export interface TaskList {
  tasks: TaskCard[];
  next: string | null;
}

export const tasksPerPage = 40;
