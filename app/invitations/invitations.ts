import type { NetworkRole, OrganisationRole } from "../authorization/viewer";

/** How long an invitation is valid. */
export const invitationDays = 7;
/** Maximum number of failed attempts to accept it before its code becomes invalid. */
export const maxFailures = 5;

export const invitationStates = ["waiting", "expired", "accepted", "revoked"] as const;
export type InvitationState = (typeof invitationStates)[number];

/** The target of an invitation: an organisation, a role in the network, or a space as a guest. */
export type InvitedTo =
  | { to: "organisation"; role: OrganisationRole; organisation: string }
  | { to: "network"; role: NetworkRole }
  | { to: "guest"; space: string };

export type InvitationRow = {
  id: string;
  email: string | null;
  name: string | null;
  organisationId: string | null;
  state: InvitationState;
  createdAt: string;
  expiresAt: string;
  /** When it was last sent by mail; null for paper, or while it is queued. */
  sentAt: string | null;
  by: string | null;
} & InvitedTo;

/** The code without hyphens and case, for comparison. */
export const plainCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, "");
