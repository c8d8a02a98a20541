import { z } from "zod";

/** Actions on a pending import. Columns, lines and words are sent as `column.3`, `line.12`, `word.1f…`. */
export const importActSchema = z.object({
  what: z.enum(["choose", "write", "forget", "undo"]),
  leaveWrong: z.string().max(3).optional(),
  dropAll: z.string().max(3).optional(),
  sheet: z.coerce.number().int().min(0).max(100).optional(),
  header: z.coerce.number().int().min(0).max(2_000_000).optional(),
});
