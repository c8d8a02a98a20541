import { z } from "zod";
import { maxEndpointLength } from "./endpoints.server";

const base64url = (bytes: number) =>
  z
    .string()
    .max(200)
    .regex(/^[\w-]+={0,2}$/)
    .refine((text) => Buffer.from(text, "base64url").length === bytes);

/** What the page of devices sends. */
export const pushSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("subscribe"),
    endpoint: z.string().max(maxEndpointLength),
    p256dh: base64url(65),
    auth: base64url(16),
  }),
  z.object({ what: z.literal("test"), device: z.uuid() }),
  z.object({ what: z.literal("remove"), device: z.uuid() }),
]);
export type PushAction = z.infer<typeof pushSchema>;
