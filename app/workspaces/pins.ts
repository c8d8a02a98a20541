import { z } from "zod";

/** More would no longer stand out. */
export const mostPinned = 6;

/** What stands on top of a space: pinned, or no longer. */
export const pinActSchema = z.object({
  what: z.enum(["pin", "unpin"]),
  kind: z.enum(["thread", "document"]),
  id: z.uuid(),
});
export type PinAct = z.infer<typeof pinActSchema>;
