import type { NetworkRole, OrganisationRole } from "../authorization/viewer";

/** What whoever holds its code sees of an invitation. */
export interface OpenInvitation {
  /** Whom it is for; null for a code on paper, whose bearer says it. */
  email: string | null;
  name: string | null;
  organisation: string | null;
  role: OrganisationRole | null;
  networkRole: NetworkRole | null;
  /** The space that a guest is let into. */
  space: string | null;
}
