import { z } from "zod";
import { textField } from "../http/form-fields.server";
import { maxMessageLength } from "./entry";

/** Ways to join and leave a space, each with its own button. */
export const entrySchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("join") }),
  z.object({ what: z.literal("request"), message: textField({ max: maxMessageLength }).default("") }),
  z.object({ what: z.literal("withdraw") }),
  z.object({ what: z.literal("accept") }),
  z.object({ what: z.literal("decline") }),
  z.object({ what: z.literal("leave") }),
]);
export type Entry = z.infer<typeof entrySchema>;
