import { z } from "zod";
import { levelledThings, loudnesses, mailRhythms } from "./levels";

/** "Mark all as read". */
export const readSchema = z.object({ what: z.literal("read-all") });

/** A level for one thing; `default` returns to what holds without a choice. */
export const levelSchema = z.object({
  thing: z.enum(levelledThings),
  id: z.uuid(),
  loudness: z.enum([...loudnesses, "default"]),
  /** Whether the settings page sent it, which is then shown again. */
  from: z.enum(["thing", "settings"]),
});

/** "Resume mails", of an address that refused one. */
export const resumeSchema = z.object({ what: z.literal("resume") });

export const mailSettingsSchema = z.object({
  rhythm: z.enum(mailRhythms),
  hour: z.coerce.number().int().min(0).max(23),
  content: z.literal("on").optional(),
});
