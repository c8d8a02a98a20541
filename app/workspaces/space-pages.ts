import type { Colour } from "../ui/colours";
import type { SpaceRole, SpaceSummary } from "./spaces";

/** Days during which a deleted space can be restored. */
export const deletionDelayDays = 30;

/** What list verbs take: a space found through the viewer, with what they may see of it. */
export type FoundSpace = Pick<SpacePage, "id" | "slug" | "name" | "reads" | "guest">;

/** A space as its pages show it, with the viewer's permissions. */
export interface SpacePage extends SpaceSummary {
  description: string;
  version: number;
  theme: { id: string; slug: string; name: string; colour: Colour } | null;
  organisation: { id: string; slug: string; name: string; acronym: string | null } | null;
  createdAt: string;
  /** May read its content; otherwise the viewer only knows of it. */
  reads: boolean;
  writes: boolean;
  /** Manages it: its facilitator, or the secretariat. */
  canManage: boolean;
  /** It has no facilitator, and the viewer may appoint one. */
  lacksFacilitator: boolean;
  /** Is a member, by name or with a whole organisation. */
  inside: boolean;
  /** Sees no other member. */
  guest: boolean;
  /** Role by name; null for members through an organisation, and for non-members. */
  role: SpaceRole | null;
  requested: boolean;
  /** Number of pending join requests; only for those who decide on them. */
  joinRequests: number;
  invitedAs: SpaceRole | null;
  /** Reason for refusing their join request. */
  refusal: string | null;
  /** At least one pinned item is readable to the viewer. */
  pins: boolean;
  /** Day on which a deleted space is erased. */
  goneOn: string | null;
}

/** A space in a list. */
export interface SpaceCard extends SpaceSummary {
  description: string;
  /** ISO 8601. */
  createdAt: string;
  theme: { name: string; colour: Colour } | null;
  organisation: string | null;
  role: SpaceRole | null;
  inside: boolean;
  invited: boolean;
}

export interface SpaceList {
  spaces: SpaceCard[];
  /** Cursor of the next page, encoded for a URL; null at the end. */
  next: string | null;
}

export const spacesPerPage = 30;
