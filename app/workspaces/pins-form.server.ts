import { z } from "zod";

/** Pins or unpins an item. */
export const pinActionSchema = z.object({
  what: z.enum(["pin", "unpin"]),
  kind: z.enum(["thread", "document"]),
  id: z.uuid(),
});
export type PinAction = z.infer<typeof pinActionSchema>;
