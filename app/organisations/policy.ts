import type { Policy } from "../authorization/policy";

/** The policy of all directory verbs. Field visibility is in fields.ts. */
export const organisationsPolicy = {
  /**
   * Includes a candidate's profile, which its focal point completes for the decision; a frozen organisation's profile is
   * read-only.
   */
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
  /** Import, merge, new records, types: changes beyond the viewer's own organisation. */
  "directory.manage": { network: ["administrator", "moderator"] },
  /** Opens the directory, or an organisation in it, to the public. */
  "directory.open": { network: ["administrator"] },
} satisfies Policy<string>;
