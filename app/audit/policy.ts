import type { Policy } from "../authorization/policy";

/** Who may do what with the audit record; writing it is nobody's right, it comes with every act. */
export const recordPolicy = {
  /** Read, filter, export, verify. */
  read: { network: ["administrator", "moderator", "auditor"] },
} as const satisfies Policy<string>;
