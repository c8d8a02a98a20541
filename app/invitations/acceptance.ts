import type { NetworkRole, OrganisationRole } from "../authorization/viewer";

/** An invitation as the holder of its code sees it. */
export interface OpenInvitation {
  /** The recipient's address; null for a code on paper, where the person types it. */
  email: string | null;
  name: string | null;
  organisation: string | null;
  role: OrganisationRole | null;
  networkRole: NetworkRole | null;
  /** The space that a guest may enter. */
  space: string | null;
}
