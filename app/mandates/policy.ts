import { everyState, type Policy } from "../authorization/policy";

/** Who may do what with mandates; the whole policy of this room. */
export const mandatePolicy = {
  /** Those of one's own organisation; the secretariat sees all. */
  "mandates.see": {
    network: ["administrator", "moderator"],
    organisation: ["focal_point", "member"],
    states: everyState,
  },
  "mandates.list": { network: ["administrator", "moderator"] },
  "mandates.give": { network: ["administrator"], organisation: ["focal_point"] },
  "mandates.revoke": { network: ["administrator"], organisation: ["focal_point"] },
} satisfies Policy<string>;
