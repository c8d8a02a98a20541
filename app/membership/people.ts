import type { NetworkRole, OrganisationRole } from "../authorization/viewer";

export interface PlaceOf {
  id: string;
  organisationId: string;
  organisation: string;
  /** Of the directory: `<id>-<slug>`. */
  organisationAddress: string;
  role: OrganisationRole;
}

/** A person as the secretariat sees them: who they are, where they belong, whether they are signed in. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: NetworkRole | null;
  memberships: PlaceOf[];
  /** How many browsers hold a session of theirs. */
  sessions: number;
}

export interface PersonPage extends PersonRow {
  function: string | null;
  createdAt: string;
  /** It is the viewer's own account. */
  own: boolean;
  /** The viewer may end their sessions. */
  endsSessions: boolean;
}

/** Narrows the list of people. */
export const peopleFilters = ["", "secretariat", "focal", "outside"] as const;
export type PeopleFilter = (typeof peopleFilters)[number];

/** Why a change was not made, though whoever asked may make such changes. */
export type ChangeRefusal = "lastAdministrator" | "ownRole" | "lastFocalPoint";
