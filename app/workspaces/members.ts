import type { SpaceRole } from "./spaces";

export const maxReasonLength = 600;

export interface MemberRow {
  id: string;
  name: string;
  function: string | null;
  organisation: string | null;
  role: SpaceRole;
  me: boolean;
}

export interface OrganisationRow {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  role: SpaceRole;
}

/** A person who requested access or was invited. */
export interface JoinRequestRow {
  id: string;
  person: string;
  name: string;
  organisation: string | null;
  role: SpaceRole;
  message: string;
  at: string;
}

export interface MembersPage {
  members: MemberRow[];
  /** Name after which the next page begins; null at the end. */
  next: string | null;
  organisations: OrganisationRow[];
  /** Only for the space's manager. */
  requests: JoinRequestRow[];
  invitations: JoinRequestRow[];
}

/** A person of the network who may be invited. */
export interface Candidate {
  id: string;
  name: string;
  organisation: string | null;
}
