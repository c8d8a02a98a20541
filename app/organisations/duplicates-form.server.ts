import { z } from "zod";

/** Merges one record into another. */
export const mergeSchema = z.object({ keep: z.uuid(), other: z.uuid() });

/** Marks two records as different organisations. */
export const dismissSchema = z.object({ what: z.literal("dismiss"), one: z.uuid(), other: z.uuid() });
