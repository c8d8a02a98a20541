import { z } from "zod";

/** What is done with a pending or a written file; the choices stand in fields of their own. */
export const importActSchema = z.object({
  what: z.enum(["choose", "write", "forget", "undo"]),
  ditto: z.enum(["on"]).optional(),
});
