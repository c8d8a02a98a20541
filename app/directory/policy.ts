import type { Policy } from "../authorization/policy";

/** Who may do what with the directory; the whole policy of its verbs. Who sees which field is in fields.ts. */
export const directoryPolicy = {
  /** Also the profile of a candidate, whose focal point completes it for the decision; a frozen one stays as it is. */
  "profile.edit": {
    network: ["administrator", "moderator"],
    organisation: ["focal_point"],
    states: ["admitted", "candidate"],
  },
  "profile.history": {
    network: ["administrator", "moderator"],
    organisation: ["focal_point", "member"],
    states: ["admitted", "candidate", "frozen"],
  },
  /** Import, merge, new records, lists of types: what touches profiles that are nobody's own. */
  "directory.manage": { network: ["administrator", "moderator"] },
  /** To open the directory, or an organisation in it, to the public. */
  "directory.open": { network: ["administrator"] },
} satisfies Policy<string>;
