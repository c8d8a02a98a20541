import type { NetworkRole, OrganisationRole } from "../authorization/viewer";

/** How long an invitation may be accepted. */
export const invitationDays = 7;
/** After so many wrong attempts to accept it, its code is of no more use. */
export const maxFailures = 5;

export const invitationStates = ["waiting", "expired", "accepted", "revoked"] as const;
export type InvitationState = (typeof invitationStates)[number];

/** What an invitation opens: a place in an organisation, a role in the network, or a space to read. */
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
  /** When it last went out by mail; null for paper, or while it waits its turn. */
  sentAt: string | null;
  by: string | null;
} & InvitedTo;

/** The code without its hyphens and capitals: how it is compared. */
export const plainCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, "");
