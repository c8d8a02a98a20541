import { z } from "zod";
import { lineField } from "../http/form-fields.server";
import { maxDateTitleLength } from "./dates";
import { keyField } from "./spaces-form.server";
import { dayField } from "./tasks-form.server";

const clockField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "field.date");

const dateFields = {
  title: lineField({ min: 1, max: maxDateTitleLength }),
  place: lineField({ max: maxDateTitleLength }).optional(),
  day: dayField,
  lastDay: dayField.optional(),
  time: clockField.optional(),
  deadline: z.literal("on").optional(),
};

export const dateActionSchema = z
  .discriminatedUnion("what", [
    z.object({ what: z.literal("add"), ...dateFields, key: keyField }),
    z.object({ what: z.literal("change"), date: z.uuid(), ...dateFields }),
    z.object({ what: z.literal("remove"), date: z.uuid() }),
    z.object({ what: z.literal("restore"), date: z.uuid() }),
    z.object({ what: z.literal("subscribe") }),
    z.object({ what: z.literal("unsubscribe") }),
  ])
  .refine((act) => !("day" in act) || !act.lastDay || act.lastDay >= act.day, {
    path: ["lastDay"],
    error: "field.order",
  });
export type DateAction = z.infer<typeof dateActionSchema>;
