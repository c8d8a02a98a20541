import { everyState, type Policy, type Rule } from "../authorization/policy";

const secretariat = ["administrator", "moderator"] as const;

/** The policy of access: locking, and the actions of two people. */
export const accountPolicy = {
  /** Immediate, by one person: the account's focal point, or the secretariat. Everybody may lock their own account. */
  lock: { network: secretariat, organisation: ["focal_point"], states: everyState },
  /** The first of the two people. */
  "unlock.ask": { network: secretariat, organisation: ["focal_point"], states: everyState },
  /** The second person, different from the first. */
  "unlock.confirm": { network: secretariat },
  "factor.ask": { network: secretariat },
  "factor.confirm": { network: secretariat },
  /** Whether a second factor is required of everybody. */
  "factor.setting": { network: ["administrator"] },
} satisfies Policy<string>;

/** Only administrators may act on people with a role in the network. */
export const amongRoles: Rule = { network: ["administrator"] };
