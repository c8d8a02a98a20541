import { z } from "zod";
import { maxBinDays, minBinDays } from "../network/network";
import { networkSchema } from "../network/network-form.server";

/** The network's settings; an unticked checkbox is absent from the form. */
export const settingsSchema = networkSchema.extend({
  /** Unchanged when absent. */
  binDays: z.coerce.number().int().min(minBinDays).max(maxBinDays).optional(),
  joinByRequest: z.preprocess((value) => value === "on", z.boolean()),
  showReaders: z.preprocess((value) => value === "on", z.boolean()),
  neutralInvitations: z.preprocess((value) => value === "on", z.boolean()),
});
export type Settings = z.infer<typeof settingsSchema>;
