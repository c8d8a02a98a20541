import type { Policy } from "../authorization/policy";

/** Who decides on what is kept of others; what is one's own, everyone may take and ask to have erased. */
export const personalDataPolicy = {
  erase: { network: ["administrator"] },
} as const satisfies Policy<string>;
