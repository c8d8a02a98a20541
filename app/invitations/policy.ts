import type { Policy } from "../authorization/policy";

/** Who may invite whom; the whole policy of this room. */
export const invitationPolicy = {
  /** Into an organisation: the secretariat into any, a focal point into their own. */
  "invite.organisation": { network: ["administrator"], organisation: ["focal_point"] },
  /** Into the secretariat or as an auditor. */
  "invite.network": { network: ["administrator"] },
  /** From outside, into the network's space, to read. */
  "invite.guest": { network: ["administrator"] },
  "invitations.list": { network: ["administrator", "moderator"] },
  "requests.see": { network: ["administrator", "moderator"] },
  "requests.decide": { network: ["administrator"] },
} satisfies Policy<string>;
