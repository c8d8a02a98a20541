import type { Policy } from "../authorization/policy";

/** The policy for invitations and access requests. */
export const invitationPolicy = {
  /** Into an organisation: the secretariat into any, a focal point into their own. */
  "invite.organisation": { network: ["administrator"], organisation: ["focal_point"] },
  /** Into the secretariat or as an auditor. */
  "invite.network": { network: ["administrator"] },
  /** As a guest from outside, to read a space. */
  "invite.guest": { network: ["administrator"] },
  "invitations.list": { network: ["administrator", "moderator"] },
  "requests.see": { network: ["administrator", "moderator"] },
  "requests.decide": { network: ["administrator"] },
} satisfies Policy<string>;
