import type { NetworkRole, OrganisationRole } from "../authorization/viewer";

export interface PlaceOf {
  id: string;
  organisationId: string;
  organisation: string;
  /** The directory's address: `<id>-<slug>`. */
  organisationAddress: string;
  role: OrganisationRole;
}

/** A person as the secretariat sees them: name, memberships, open sessions. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: NetworkRole | null;
  memberships: PlaceOf[];
  /** How many of their sessions are open. */
  sessions: number;
}

export interface PersonPage extends PersonRow {
  function: string | null;
  createdAt: string;
  /** Whether it is the viewer's own account. */
  own: boolean;
  /** Whether the viewer may end their sessions. */
  endsSessions: boolean;
}

/** Filters of the list of people. */
export const peopleFilters = ["", "secretariat", "focal", "outside"] as const;
export type PeopleFilter = (typeof peopleFilters)[number];

/** Why a permitted change was refused. */
export type ChangeRefusal = "lastAdministrator" | "ownRole" | "lastFocalPoint";
