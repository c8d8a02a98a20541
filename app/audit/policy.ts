import type { Policy } from "../authorization/policy";

/** Permissions on the audit record. There is no right to write it: entries come with the actions. */
export const recordPolicy = {
  /** Read, filter, export, verify. */
  read: { network: ["administrator", "moderator", "auditor"] },
} as const satisfies Policy<string>;
