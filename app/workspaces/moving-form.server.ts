import { z } from "zod";

/** Target of the move, and the hash of the reader changes that the page displayed. */
export const moveSchema = z.object({ to: z.uuid(), seen: z.string().max(80).default("") });
export type Move = z.infer<typeof moveSchema>;
