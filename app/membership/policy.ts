import { amongRoles } from "../accounts/policy";
import { everyState, type Policy, type Rule } from "../authorization/policy";
import type { NetworkRole, Viewer } from "../authorization/viewer";

/** The policy for admissions, memberships and people. */
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

/** As with locking, only administrators may end sessions of other people with a role in the network. */
export const endingSessions = (
  viewer: Viewer,
  { id, role }: { id: string; role: NetworkRole | null },
): Rule => (role && id !== viewer.personId ? amongRoles : membershipPolicy["people.end-sessions"]);
