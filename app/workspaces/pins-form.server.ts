import { z } from "zod";

/** What stands on top of a space: pinned, or no longer. */
export const pinActionSchema = z.object({
  what: z.enum(["pin", "unpin"]),
  kind: z.enum(["thread", "document"]),
  id: z.uuid(),
});
export type PinAction = z.infer<typeof pinActionSchema>;
