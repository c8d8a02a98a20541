import type { Policy } from "../authorization/policy";

/** The secretariat manages the network's templates; people who create a space choose one. */
export const templatePolicy = {
  keep: { network: ["administrator", "moderator"] },
} as const satisfies Policy<"keep">;
