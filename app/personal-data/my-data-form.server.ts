import { z } from "zod";

/** What one may do on the page of one's own data. */
export const erasureAskSchema = z.object({ what: z.enum(["ask", "withdraw"]) });

/** The form in which one takes one's data away. */
export const takeSchema = z.object({ form: z.enum(["json", "html"]) });

/** The network's choice for every erasure from now on. */
export const contributionsSchema = z.object({ contributions: z.enum(["keep", "remove"]) });

/** The confirmation: the person's own mail address, typed. */
export const confirmationSchema = z.object({ email: z.string().trim().toLowerCase().max(254) });
