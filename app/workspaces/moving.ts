import type { SpaceSummary } from "./spaces";

/** A thread or document to be moved. */
export interface MovePreview {
  id: string;
  slug: string;
  title: string;
  from: SpaceSummary;
  /** Spaces the viewer may move it to. */
  targets: { id: string; name: string }[];
  /** Effects of the chosen target. */
  chosen: {
    space: SpaceSummary;
    gains: { total: number; names: string[] };
    loses: { total: number; names: string[] };
    seen: string;
  } | null;
}
