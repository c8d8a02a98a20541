import { z } from "zod";
import { maxBinDays, minBinDays } from "../network/network";
import { networkSchema } from "../network/network-form.server";

/** What the administrators decide about the network itself; a box that is not ticked is not sent. */
export const settingsSchema = networkSchema.extend({
  /** Unchanged where it is not sent. */
  binDays: z.coerce.number().int().min(minBinDays).max(maxBinDays).optional(),
  joinByRequest: z.preprocess((value) => value === "on", z.boolean()),
});
export type Settings = z.infer<typeof settingsSchema>;
