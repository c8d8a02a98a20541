import type { Policy } from "../authorization/policy";

/** What new spaces may begin with is the secretariat's to keep; whoever makes a space chooses among it. */
export const templatePolicy = {
  keep: { network: ["administrator", "moderator"] },
} as const satisfies Policy<"keep">;
