import type { SpaceSummary } from "./spaces";

/** A thread or a text about to go elsewhere. */
export interface MovePreview {
  id: string;
  slug: string;
  title: string;
  from: SpaceSummary;
  /** Where the viewer may put it. */
  targets: { id: string; name: string }[];
  /** What it means, once a place is chosen. */
  chosen: {
    space: SpaceSummary;
    gains: { total: number; names: string[] };
    loses: { total: number; names: string[] };
    seen: string;
  } | null;
}
