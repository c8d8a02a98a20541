import type { Colour } from "../ui/colours";
import type { SpaceRole, SpaceSummary } from "./spaces";

/** A deleted space can be restored for so long. */
export const deletionDelayDays = 30;

/** What the lists of a space take: it was found through the viewer, and says what they may see of it. */
export type FoundSpace = Pick<SpacePage, "id" | "slug" | "name" | "reads" | "guest">;

/** A space as its pages show it, and how the viewer stands to it. */
export interface SpacePage extends SpaceSummary {
  description: string;
  version: number;
  theme: { id: string; slug: string; name: string; colour: Colour } | null;
  organisation: { id: string; slug: string; name: string; acronym: string | null } | null;
  createdAt: string;
  /** May read what it holds; otherwise they only know of it. */
  reads: boolean;
  writes: boolean;
  /** Runs it: its facilitator, or the secretariat. */
  canManage: boolean;
  /** It has no facilitator left, and the viewer may name one. */
  lacksFacilitator: boolean;
  /** Is in it, by name or with a whole organisation. */
  inside: boolean;
  /** Sees nobody else who is in it. */
  guest: boolean;
  /** Their role by name; null where they are in it with their organisation, or not at all. */
  role: SpaceRole | null;
  requested: boolean;
  /** How many people wait to be let in; only for who decides on them. */
  joinRequests: number;
  invitedAs: SpaceRole | null;
  /** Why their request was refused. */
  refusal: string | null;
  /** Something of what they may read stands on top of it. */
  pins: boolean;
  /** When a deleted space is gone for good. */
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
  /** Where the next page begins, as an address carries it; null at the end. */
  next: string | null;
}

export const spacesPerPage = 30;
