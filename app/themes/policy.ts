import type { Policy } from "../authorization/policy";

/** Only the secretariat changes the agenda; every signed-in person reads it. */
export const themePolicy = {
  keep: { network: ["administrator", "moderator"] },
} as const satisfies Policy<"keep">;
