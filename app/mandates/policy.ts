import { everyState, type Policy } from "../authorization/policy";

/** The policy for mandates. */
export const mandatePolicy = {
  /** Mandates of one's own organisation; the secretariat sees all. */
  "mandates.see": {
    network: ["administrator", "moderator"],
    organisation: ["focal_point", "member"],
    states: everyState,
  },
  "mandates.list": { network: ["administrator", "moderator"] },
  "mandates.give": { network: ["administrator"], organisation: ["focal_point"] },
  "mandates.revoke": { network: ["administrator"], organisation: ["focal_point"] },
} satisfies Policy<string>;
