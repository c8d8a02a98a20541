import { everyState, type Policy, type Rule } from "../authorization/policy";

const secretariat = ["administrator", "moderator"] as const;

/** Closing an account in an emergency, and what takes two people: the whole policy of these verbs. */
export const accountPolicy = {
  /** At once, by one person: their own focal point, or the secretariat. Everybody may lock themselves. */
  lock: { network: secretariat, organisation: ["focal_point"], states: everyState },
  /** The first of the two. */
  "unlock.ask": { network: secretariat, organisation: ["focal_point"], states: everyState },
  /** The second one, who is not the first. */
  "unlock.confirm": { network: secretariat },
  "factor.ask": { network: secretariat },
  "factor.confirm": { network: secretariat },
  /** Whether everybody needs a second factor. */
  "factor.setting": { network: ["administrator"] },
} satisfies Policy<string>;

/** Whoever has a role in the network is the administrators' affair alone, in all of this. */
export const amongRoles: Rule = { network: ["administrator"] };
