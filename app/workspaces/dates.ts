import { z } from "zod";
import { lineField } from "../http/fields";
import { keyField } from "./spaces";
import { dayField } from "./tasks";

export const longestDate = 160;

const clockField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "field.date");

export const dateActSchema = z
  .discriminatedUnion("what", [
    z.object({
      what: z.literal("add"),
      title: lineField({ min: 1, max: longestDate }),
      place: lineField({ max: longestDate }).optional(),
      day: dayField,
      lastDay: dayField.optional(),
      time: clockField.optional(),
      deadline: z.literal("on").optional(),
      key: keyField,
    }),
    z.object({ what: z.literal("remove"), date: z.uuid() }),
    z.object({ what: z.literal("restore"), date: z.uuid() }),
    z.object({ what: z.literal("subscribe") }),
    z.object({ what: z.literal("unsubscribe") }),
  ])
  .refine((act) => act.what !== "add" || !act.lastDay || act.lastDay >= act.day, {
    path: ["lastDay"],
    error: "field.order",
  });
export type DateAct = z.infer<typeof dateActSchema>;

/** A date of a calendar. */
export interface DateCard {
  id: string;
  title: string;
  place: string | null;
  /** Days, as "2026-11-24". */
  day: string;
  /** Only where it takes several days. */
  lastDay: string | null;
  /** When it begins, as "14:30", by the network's clock; null for whole days. */
  time: string | null;
  deadline: boolean;
  space: { id: string; slug: string; name: string };
}

export interface DateList {
  dates: DateCard[];
  next: string | null;
}

export const datesPerPage = 30;
