import { everyState, type Policy } from "../http/policy";

/** Who may do what with the membership of organisations and the people in them; the whole policy of these verbs. */
export const membershipPolicy = {
  "people.see": { network: ["administrator", "moderator"] },
  "people.end-sessions": { network: ["administrator", "moderator"] },
  "people.give-role": { network: ["administrator"] },
  "people.end-membership": { network: ["administrator"], organisation: ["focal_point"] },
  "people.change-membership": { network: ["administrator"], organisation: ["focal_point"] },
  "organisations.see": { network: ["administrator", "moderator"] },
  "admission.decide": { network: ["administrator"] },
  "situation.see": {
    network: ["administrator", "moderator"],
    organisation: ["focal_point", "member"],
    states: everyState,
  },
  "situation.write": { network: ["administrator"], organisation: ["focal_point"] },
  /** The people of one's own organisation. */
  "own.see": { organisation: ["focal_point", "member"], states: everyState },
  /** Their mail addresses too. */
  "own.manage": { organisation: ["focal_point"] },
} satisfies Policy<string>;
