import type { SpaceRole } from "./spaces";

export const maxReasonLength = 600;

export interface MemberRow {
  id: string;
  name: string;
  function: string | null;
  organisation: string | null;
  role: SpaceRole;
  /** Id of the portrait. */
  picture: string | null;
  me: boolean;
}

export interface OrganisationRow {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  /** Id of the logo. */
  picture: string | null;
  role: SpaceRole;
}

/** An open request of a person to enter. */
export interface JoinRequestRow {
  id: string;
  person: string;
  name: string;
  organisation: string | null;
  message: string;
}

/** An open invitation of a person. */
export interface SpaceInvitationRow {
  id: string;
  person: string;
  name: string;
  organisation: string | null;
  role: SpaceRole;
}

export interface MembersPage {
  members: MemberRow[];
  /** Name after which the next page begins; null at the end. */
  next: string | null;
  organisations: OrganisationRow[];
  /** Only for the space's manager. */
  requests: JoinRequestRow[];
  invitations: SpaceInvitationRow[];
}

/** A person of the network who may be invited. */
export interface Candidate {
  id: string;
  name: string;
  organisation: string | null;
}
