import { z } from "zod";
import { networkSchema } from "../network/network";

/** What the administrators decide about the network itself; a box that is not ticked is not sent. */
export const settingsSchema = networkSchema.extend({
  joinByRequest: z.preprocess((value) => value === "on", z.boolean()),
});
export type Settings = z.infer<typeof settingsSchema>;
