import { z } from "zod";

/** The erasure request form. */
export const erasureRequestSchema = z.object({ what: z.enum(["ask", "withdraw"]) });

/** The export form. */
export const takeSchema = z.object({ form: z.enum(["json", "html"]) });

/** The network's choice for all later erasures. */
export const contributionsSchema = z.object({ contributions: z.enum(["keep", "remove"]) });

/** The confirmation: the person's mail address, typed. */
export const confirmationSchema = z.object({ email: z.string().trim().toLowerCase().max(254) });
