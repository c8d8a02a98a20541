import type { Policy } from "../authorization/policy";

/** The agenda of the advocacy is the secretariat's to keep; everybody reads it. */
export const themePolicy = {
  keep: { network: ["administrator", "moderator"] },
} as const satisfies Policy<"keep">;
