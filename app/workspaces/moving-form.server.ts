import { z } from "zod";

/** Where something goes, and whose sight of it the page said that this changes. */
export const moveSchema = z.object({ to: z.uuid(), seen: z.string().max(80).default("") });
export type Move = z.infer<typeof moveSchema>;
