import type { Policy } from "../authorization/policy";

/** Permissions on other people's data; everyone may export their own and request its erasure. */
export const personalDataPolicy = {
  erase: { network: ["administrator"] },
} as const satisfies Policy<string>;
